# SPDX-License-Identifier: Apache-2.0
npu_library(sparse)
