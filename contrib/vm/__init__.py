# SPDX-License-Identifier: GPL-2.0-or-later
# The emulated CXL machine of contrib/cxl-vm, one subject a module.
