npu_library(dnn)
