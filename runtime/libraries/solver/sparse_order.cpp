// SPDX-License-Identifier: Apache-2.0
// Orders of the rows of a symmetric pattern that keep bandwidth or fill-in low, and moving rows and columns.
#include "sparse_context.h"

#include <Eigen/OrderingMethods>

#include <numeric>

using namespace npu::solver;

namespace {

using Graph = std::vector<std::vector<int>>;

// Who is beside whom in the pattern of A + A^T, without the diagonal.
Graph graph(int n, npusparseMatDescr_t descr, const int *starts, const int *columns) {
  const int b = base(descr);
  Graph neighbours(n);
  for (int i = 0; i < n; ++i)
    for (int k = starts[i] - b; k < starts[i + 1] - b; ++k)
      if (const int j = columns[k] - b; i != j) {
        neighbours[i].push_back(j);
        neighbours[j].push_back(i);
      }
  for (auto &list : neighbours) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  return neighbours;
}

// Breadth first from `start` over the members of `part`; neighbours with few neighbours first.
std::vector<int> breadth_first(const Graph &neighbours, int start, const std::vector<int> &member, int part,
                               std::vector<int> &level) {
  std::vector<int> order{start};
  level[start] = 0;
  for (std::size_t at = 0; at < order.size(); ++at) {
    const std::size_t first = order.size();
    for (const int to : neighbours[order[at]])
      if (member[to] == part && level[to] < 0) {
        level[to] = level[order[at]] + 1;
        order.push_back(to);
      }
    std::stable_sort(order.begin() + long(first), order.end(),
                     [&](int x, int y) { return neighbours[x].size() < neighbours[y].size(); });
  }
  return order;
}

// The same from a start that lies far out: the last one found, until the levels grow no more.
std::vector<int> from_the_edge(const Graph &neighbours, int start, const std::vector<int> &member, int part,
                               std::vector<int> &level) {
  int depth = -1;
  for (;;) {
    const std::vector<int> order = breadth_first(neighbours, start, member, part, level);
    const int deepest = level[order.back()];
    if (deepest <= depth)
      return order;
    depth = deepest;
    start = order.back();
    for (const int i : order)
      level[i] = -1;
  }
}

std::vector<int> reverse_cuthill_mckee(const Graph &neighbours) {
  const int n = int(neighbours.size());
  std::vector<int> member(n, 0), level(n, -1), order;
  for (int i = 0; i < n; ++i)
    if (level[i] < 0) {
      const std::vector<int> part = from_the_edge(neighbours, i, member, 0, level);
      order.insert(order.end(), part.begin(), part.end());
    }
  std::reverse(order.begin(), order.end());
  return order;
}

// Halves each connected part at the middle level of a breadth first search, and puts that level last.
std::vector<int> nested_dissection(const Graph &neighbours) {
  const int n = int(neighbours.size()), small = 32;
  std::vector<int> member(n, 0), level(n, -1), order(n);
  int parts = 1;
  struct Task {
    std::vector<int> nodes;
    int end; // of the places in `order` that are theirs
  };
  std::vector<int> all(n);
  std::iota(all.begin(), all.end(), 0);
  std::vector<Task> tasks{{all, n}};
  while (!tasks.empty()) {
    Task task = std::move(tasks.back());
    tasks.pop_back();
    if (task.nodes.empty())
      continue;
    for (const int i : task.nodes)
      level[i] = -1;
    const std::vector<int> found =
        from_the_edge(neighbours, task.nodes[0], member, member[task.nodes[0]], level);
    std::vector<int> rest;
    for (const int i : task.nodes)
      if (level[i] < 0)
        rest.push_back(i);
    const int middle = level[found[found.size() / 2]], deepest = level[found.back()];
    std::vector<int> before, after;
    int end = task.end;
    if (int(found.size()) <= small || deepest < 2) {
      for (const int i : found)
        order[--end] = i;
    } else {
      for (const int i : found)
        if (level[i] < middle)
          before.push_back(i);
        else if (level[i] > middle)
          after.push_back(i);
        else
          order[--end] = i;
    }
    const auto push = [&](std::vector<int> &nodes) {
      for (const int i : nodes)
        member[i] = parts;
      ++parts;
      const int size = int(nodes.size());
      tasks.push_back({std::move(nodes), end});
      end -= size;
    };
    for (const int i : found)
      member[i] = -1;
    push(after);
    push(before);
    push(rest);
  }
  return order;
}

std::vector<int> minimum_degree(int n, npusparseMatDescr_t descr, const int *starts, const int *columns) {
  const Sparse<float> a = Rows<float>{n, n, descr, nullptr, starts, columns}.matrix();
  Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> order;
  const Sparse<float> both = a + Sparse<float>(a.transpose());
  Eigen::AMDOrdering<int>()(both, order);
  return std::vector<int>(order.indices().data(), order.indices().data() + n);
}

npusolverStatus_t minimum_degree(npusolverSpHandle_t handle, int n, npusparseMatDescr_t descr,
                                 const int *starts, const int *columns, int *order) {
  return run(handle, n >= 0 && starts && order, [=] {
    const std::vector<int> found = minimum_degree(n, descr, starts, columns);
    std::copy(found.begin(), found.end(), order);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

} // namespace

extern "C" {

npusolverStatus_t npusolverSpXcsrissymHost(npusolverSpHandle_t handle, int m, int,
                                           const npusparseMatDescr_t descr, const int *starts,
                                           const int *ends, const int *columns, int *symmetric) {
  return run(handle, m >= 0 && starts && ends && symmetric, [=] {
    const int b = base(descr);
    std::vector<std::pair<int, int>> entries, turned;
    for (int i = 0; i < m; ++i)
      for (int k = starts[i] - b; k < ends[i] - b; ++k) {
        entries.emplace_back(i, columns[k] - b);
        turned.emplace_back(columns[k] - b, i);
      }
    std::sort(entries.begin(), entries.end());
    std::sort(turned.begin(), turned.end());
    *symmetric = entries == turned;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

npusolverStatus_t npusolverSpXcsrsymrcmHost(npusolverSpHandle_t handle, int n, int,
                                            const npusparseMatDescr_t descr, const int *starts,
                                            const int *columns, int *order) {
  return run(handle, n >= 0 && starts && order, [=] {
    const std::vector<int> found = reverse_cuthill_mckee(graph(n, descr, starts, columns));
    std::copy(found.begin(), found.end(), order);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

npusolverStatus_t npusolverSpXcsrsymmdqHost(npusolverSpHandle_t handle, int n, int,
                                            const npusparseMatDescr_t descr, const int *starts,
                                            const int *columns, int *order) {
  return minimum_degree(handle, n, descr, starts, columns, order);
}

npusolverStatus_t npusolverSpXcsrsymamdHost(npusolverSpHandle_t handle, int n, int,
                                            const npusparseMatDescr_t descr, const int *starts,
                                            const int *columns, int *order) {
  return minimum_degree(handle, n, descr, starts, columns, order);
}

npusolverStatus_t npusolverSpXcsrmetisndHost(npusolverSpHandle_t handle, int n, int,
                                             const npusparseMatDescr_t descr, const int *starts,
                                             const int *columns, const int64_t *, int *order) {
  return run(handle, n >= 0 && starts && order, [=] {
    const std::vector<int> found = nested_dissection(graph(n, descr, starts, columns));
    std::copy(found.begin(), found.end(), order);
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

npusolverStatus_t npusolverSpXcsrperm_bufferSizeHost(npusolverSpHandle_t handle, int m, int n, int,
                                                     const npusparseMatDescr_t, const int *, const int *,
                                                     const int *, const int *, size_t *size) {
  return run(handle, m >= 0 && n >= 0 && size, [=] {
    *size = 1;
    return NPUSOLVER_STATUS_SUCCESS;
  });
}

// Row i becomes what row p[i] was, column j what column q[j] was; `map` is moved along with the values.
npusolverStatus_t npusolverSpXcsrpermHost(npusolverSpHandle_t handle, int m, int n, int,
                                          const npusparseMatDescr_t descr, int *starts, int *columns,
                                          const int *p, const int *q, int *map, void *) {
  return run(handle, m >= 0 && n >= 0 && starts && p && q && map, [=] {
    const int b = base(descr);
    std::vector<int> place(n), moved_starts{b};
    for (int j = 0; j < n; ++j)
      place[q[j]] = j;
    std::vector<std::pair<int, int>> moved;
    for (int i = 0; i < m; ++i) {
      const std::size_t first = moved.size();
      for (int k = starts[p[i]] - b; k < starts[p[i] + 1] - b; ++k)
        moved.emplace_back(place[columns[k] - b], map[k]);
      std::stable_sort(moved.begin() + long(first), moved.end(),
                       [](const auto &x, const auto &y) { return x.first < y.first; });
      moved_starts.push_back(int(moved.size()) + b);
    }
    std::copy(moved_starts.begin(), moved_starts.end(), starts);
    for (std::size_t k = 0; k < moved.size(); ++k) {
      columns[k] = moved[k].first + b;
      map[k] = moved[k].second;
    }
    return NPUSOLVER_STATUS_SUCCESS;
  });
}
}
