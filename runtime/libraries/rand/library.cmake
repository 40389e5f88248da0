npu_library(rand)
