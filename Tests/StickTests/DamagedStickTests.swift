// SPDX-License-Identifier: GPL-3.0-or-later
import Settings
import Stick
import StickFixtures
import Testing

@Suite("Sticks as they are brought")
struct DamagedStickTests {
  let folder = TemporaryFolder()

  private func outcome(
    of stick: DamagedStick, look: @escaping (FileSystem.Call) -> Void = { _ in }
  ) -> DamagedStick.Outcome {
    let path = folder.file("stick")
    stick.make(at: path)
    do throws(StickError) {
      switch try StickText.read(in: path, files: stick.fileSystem(look: look)) {
      case .none: return .none
      case .file(let name, let bytes, let others):
        #expect(bytes.count <= StickText.limit + 1)
        let parsed = CaregiverSettings.parse(bytes, file: name, within: nil, languages: ["en"])
        return parsed.findings.isEmpty
          ? .clean(name: name, others: others) : .findings(name: name, others: others)
      }
    } catch {
      return .failure(error.reason)
    }
  }

  @Test(
    "Each has one outcome, by its share of calls: names, one file, and what is looked up",
    arguments: DamagedStick.allCases)
  func outcomes(stick: DamagedStick) {
    var calls: [FileSystem.Function: Int] = [:]
    let outcome = outcome(of: stick) { calls[$0.function, default: 0] += 1 }
    #expect(outcome == stick.outcome)
    #expect(calls[.readdir, default: 0] <= StickText.mostNames + 3)
    #expect(calls[.read, default: 0] <= 3)
    #expect(calls.filter { ![.readdir, .read].contains($0.key) }.values.reduce(0, +) <= 30)
    let writing: Set<FileSystem.Function> = [.write, .renameat, .unlinkat, .mkdirat, .fsync]
    #expect(writing.isDisjoint(with: calls.keys))
  }

  @Test("There are forty at least")
  func count() {
    #expect(DamagedStick.allCases.count >= 40)
  }
}
