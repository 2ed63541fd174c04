// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Rhythm
import Session
import Timebase

/// The person's own music on the unit, open for as long as the program runs.
final class MusicLibrary: Sendable {
  /// In the order of their names.
  let tracks: [OwnTrack]
  /// What the mixer plays from.
  let samples: [String: SampleMemory]
  private let maps: [String: MappedTrack]
  /// What of it cannot be played.
  let findings: [MusicFinding]

  /// So much that was played stays in memory.
  private static let keptFrames = 60 * SampleRate.framesPerSecond

  /// - Parameter data: the folder of diary and clips; a store that is not there is empty.
  init(data: String) {
    let store = MusicStore(data: BytePath(data))
    let contents = store.contents()
    var tracks: [OwnTrack] = []
    var maps: [String: MappedTrack] = [:]
    var findings = contents.findings
    for info in contents.tracks {
      do throws(AudioFileError) {
        let map = try MappedTrack.open(store.path(of: info.id))
        maps[info.id] = map
        tracks.append(OwnTrack(id: info.id, length: FrameCount(map.frames)))
      } catch {
        findings.append(
          MusicFinding(file: info.title, what: error.what, expected: error.expected))
      }
    }
    self.tracks = tracks
    self.maps = maps
    self.findings = findings
    // The map lives as long as its samples are in use.
    samples = maps.mapValues { map in
      SampleMemory(map.sampleBytes) { withExtendedLifetime(map) {} }
    }
  }

  /// Brings frames into memory before they are played, and lets go of what was; for the storage
  /// thread.
  /// - Returns: whether the storage gave them.
  @discardableResult
  func readAhead(_ track: String, from: Int, frames: Int) -> Bool {
    guard let map = maps[track] else { return false }
    do throws(SystemCallError) {
      try map.populate(from..<from + frames)
      try map.drop(before: max(0, from - Self.keptFrames))
      return true
    } catch {
      return false
    }
  }
}
