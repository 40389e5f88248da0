// SPDX-License-Identifier: Apache-2.0
// Events that several processes use: a page of memory that counts the records and says which are complete.
#ifndef NPU_CORE_SHARED_EVENT_H
#define NPU_CORE_SHARED_EVENT_H

#include <stdint.h>

#include <memory>

namespace npu::core {

struct operation;

class shared_event : public std::enable_shared_from_this<shared_event> {
public:
  // Null if the system has no file left, or if the file is no event's.
  static std::shared_ptr<shared_event> create();
  static std::shared_ptr<shared_event> open(int file); // takes the file over

  ~shared_event();
  int file() const { return file_; }

  // A record is done when this object goes, whatever became of the work before it.
  class pending_record {
  public:
    pending_record(pending_record &&) = default;
    ~pending_record();
    uint32_t number() const { return number_; }

  private:
    friend shared_event;
    pending_record(std::shared_ptr<shared_event> event, uint32_t number)
        : event_(std::move(event)), number_(number) {}
    std::shared_ptr<shared_event> event_;
    uint32_t number_;
  };
  pending_record begin_record();

  // The latest record of any process; 0 if there is none.
  uint32_t latest() const;
  // Also true when the process that made the record has ended without doing it.
  bool is_done(uint32_t record) const;
  void wait(uint32_t record) const;

private:
  struct page;
  shared_event(int file, page *memory) : file_(file), page_(memory) {}

  int file_;
  page *page_;
};

// Lets the operation, which must count one predecessor more than the graph knows, run after the record.
void release_after(std::shared_ptr<shared_event> event, uint32_t record, operation &op);

} // namespace npu::core

#endif
