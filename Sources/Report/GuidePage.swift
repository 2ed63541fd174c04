// SPDX-License-Identifier: GPL-3.0-or-later
import Mustache

/// `Guide.html`: how to use the unit in eight pictures, on one sheet of A4.
package struct GuidePage {
  private struct Contents {
    let language: String
    let label: [String: [String: String]]
    let clinic: String?
  }

  private let contents: Contents

  /// - Parameter clinic: whom to call; nil for a line to write on.
  package init(_ labels: Labels, clinic: String?) {
    contents = Contents(
      language: labels.language, label: labels.plain, clinic: clinic.map(shown))
  }

  /// The whole page.
  /// - Throws: what the template engine found wrong with the template: our own mistake, which any
  ///   test of the page would meet.
  package func html() throws -> String {
    try MustacheTemplate(string: GuideTemplate.text).render(contents)
  }
}
