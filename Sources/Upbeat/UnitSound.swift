// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Settings

/// The unit's card, its volume set at every opening.
final class UnitSound {
  private let device: String
  private let percent: Int
  private var lastFault: PCMError?

  init(_ board: Board, volume percent: Int) {
    device = board.sound ?? "default"
    self.percent = percent
  }

  func open() throws(PCMError) -> any PCM {
    let card = try ALSAPCM.open(device)
    return Card(card, gain: setVolume() ? 1 : softwareGain)
  }

  /// - Returns: false: the card has no control that can be set, the samples have to be turned down.
  private func setVolume() -> Bool {
    do throws(PCMError) {
      switch try HardwareVolume.set(percent: percent, onCardOf: device) {
      case .decibels, .step: return true
      case .noControl: return false
      }
    } catch {
      if error != lastFault { Console.warn("Volume: \(error)") }
      lastFault = error
      return false
    }
  }

  private var softwareGain: Double { pow(10, HardwareVolume.decibels(percent: percent) / 20) }
}
