// SPDX-License-Identifier: GPL-3.0-or-later

/// The guide, in Mustache: two braces escape what they put in; three are never used.
enum GuideTemplate {
  static let text = head + GuidePicture.allCases.map(step).joined() + foot

  private static let head = """
    <!DOCTYPE html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>{{label.guide.title}}</title>
    <style>
    \(GuideStyle.text)
    </style>
    </head>
    <body>
    <header>
    <h1>{{label.guide.title}}</h1>
    </header>
    <main>
    <ol class="steps">

    """

  private static func step(_ picture: GuidePicture) -> String {
    let name = picture.rawValue
    return """
      <li class="\(name)">
      <svg viewBox="0 0 120 100" role="img" aria-labelledby="\(name)-picture">
      <title id="\(name)-picture">{{label.guide.\(name)Picture}}</title>
      \(picture.drawing)
      </svg>
      <div>
      <h2>{{label.guide.\(name)}}</h2>
      <p>{{label.guide.\(name)Text}}</p>
      </div>
      \(picture == .help ? call : "")</li>

      """
  }

  private static let call = """
    <div class="call">
    <h3>{{label.guide.call}}</h3>
    <p class="line"><span>{{label.guide.name}}:</span> \
    <span class="rule"><bdi>{{clinic}}</bdi></span></p>
    <p class="line"><span>{{label.guide.telephone}}:</span> <span class="rule"></span></p>
    </div>

    """

  private static let foot = """
    </ol>
    </main>
    <footer><p>{{label.guide.practice}}</p></footer>
    </body>
    </html>

    """
}
