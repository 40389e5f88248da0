# SPDX-License-Identifier: Apache-2.0
"""Counterparts of torch.utils."""
