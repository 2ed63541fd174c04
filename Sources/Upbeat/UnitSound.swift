// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Settings
import Synchronization

/// The unit's card, its volume set at every opening, and when the settings change.
///
/// The audio loop opens it; the storage thread, which may wait for a card's control, changes it.
final class UnitSound: Sendable {
  private let device: String
  private let percent: Atomic<Int>
  /// For a card without a volume control: bits of an amplitude, 0 to 1.
  private let gain = Atomic(Float(1).bitPattern)
  private let lastFault = Mutex<PCMError?>(nil)

  init(_ board: Board, volume percent: Int) {
    device = board.sound ?? "default"
    self.percent = Atomic(percent)
  }

  func open() throws(PCMError) -> any PCM {
    let card = try ALSAPCM.open(device)
    applyVolume()
    return Card(card) { Float(bitPattern: self.gain.load(ordering: .relaxed)) }
  }

  /// - Parameter percent: 30–100.
  func setVolume(_ percent: Int) {
    guard self.percent.exchange(percent, ordering: .relaxed) != percent else { return }
    applyVolume()
  }

  /// Where the card has no control that can be set, the samples are turned down.
  private func applyVolume() {
    let percent = percent.load(ordering: .relaxed)
    var hasControl = false
    do throws(PCMError) {
      hasControl = try HardwareVolume.set(percent: percent, onCardOf: device) != .noControl
    } catch {
      let isNew = lastFault.withLock { last in
        defer { last = error }
        return last != error
      }
      if isNew { Console.warn("Volume: \(error)") }
    }
    let decibels = hasControl ? 0 : HardwareVolume.decibels(percent: percent)
    gain.store(Float(pow(10, decibels / 20)).bitPattern, ordering: .relaxed)
  }
}
