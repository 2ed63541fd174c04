// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Of so many decibels, relative to 1.
func amplitude(decibels: Double) -> Double { pow(10, decibels / 20) }

/// A sample of 16 bits; what is too loud stays at full scale.
func sample16(_ value: Float) -> Int16 {
  Int16(max(-32_768, min(32_767, (value * 32_768).rounded())))
}
