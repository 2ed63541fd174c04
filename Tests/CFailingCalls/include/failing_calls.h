// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing is called from here: the library is put in front of the C library's (`LD_PRELOAD`).
