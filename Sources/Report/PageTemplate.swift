// SPDX-License-Identifier: GPL-3.0-or-later

/// The page, in Mustache (<https://mustache.github.io/mustache.5.html>). Two braces escape what
/// they put in; three are never used.
enum PageTemplate {
  static let text = head + days + weeks + charts + lists + foot

  private static let head = """
    <!DOCTYPE html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>{{label.page.title}}: {{span}}</title>
    <style>
    \(PageStyle.text)
    </style>
    </head>
    <body>

    """

  private static let days =
    top + list("helper", ["what", "times", "last"], heading: "helper")
    + "</div>\n"

  private static let top = """
    <header>
    <h1>{{label.page.title}}</h1>
    <p class="span">{{span}}</p>
    <ul class="facts">
    {{#facts}}
    <li>{{name}} <bdi>{{value}}</bdi></li>
    {{/facts}}
    </ul>
    </header>
    <main>
    <div class="summary">
    {{#summary}}
    <p>{{.}}</p>
    {{/summary}}
    </div>
    <div class="pair">
    <section class="days">
    <h2 id="days">{{label.section.days}}</h2>
    <table class="calendar">
    <caption>{{label.days.legend}}</caption>
    <thead><tr><th scope="col">{{label.column.week}}</th>{{#weekdays}}<th scope="col">{{.}}</th>\
    {{/weekdays}}<th scope="col">{{label.column.goal}}</th></tr></thead>
    <tbody>
    {{#weeks}}
    <tr><th scope="row">{{name}}</th>{{#days}}<td>\
    {{#minutesPractised}}<span class="day">{{minutesPractised}}</span>{{/minutesPractised}}\
    {{#isFree}}<span aria-hidden="true">·</span><span class="unseen">{{label.days.none}}</span>{{/isFree}}\
    </td>{{/days}}<td class="goal">{{ofGoal}}</td></tr>
    {{/weeks}}
    </tbody>
    </table>
    <p class="note">{{clock}}{{#undated}} {{undated}}{{/undated}}</p>
    </section>

    """

  private static let weeks = """
    <section class="weeks">
    <h2 id="weeks">{{label.section.weeks}}</h2>
    <p class="note">{{label.effort.legend}}</p>
    <div class="wide" role="group" aria-labelledby="weeks" tabindex="0">
    <table>
    <caption class="unseen">{{label.section.weeks}}</caption>
    <thead><tr><th scope="col">{{label.column.week}}</th>\
    <th scope="col">{{label.column.sessions}}</th>\
    <th scope="col">{{label.column.minutes}}</th>\
    <th scope="col">{{label.column.breaths}}</th>\
    <th scope="col">{{label.column.pace}}</th>\
    <th scope="col">{{label.column.effort}}</th>\
    <th scope="col">{{label.column.stops}}</th>\
    <th scope="col">{{label.column.press}}</th>\
    <th scope="col">{{label.column.missed}}</th></tr></thead>
    <tbody>
    {{#weeks}}
    <tr><th scope="row">{{name}}</th><td>{{sessions}}</td><td>{{minutes}}</td>\
    <td>{{breaths}}</td><td>{{pace}}</td><td class="words">{{effort}}</td><td>{{stopCount}}</td>\
    <td>{{press}}</td><td>{{missed}}</td></tr>
    {{/weeks}}
    </tbody>
    </table>
    </div>
    <p class="note">{{label.note.pace}} {{label.note.switch}}</p>
    </section>

    """

  private static let charts = """
    <section>
    <h2 id="charts">{{label.section.charts}}</h2>
    <div class="charts">
    {{#charts}}
    <figure>
    <figcaption>{{chartTitle}}</figcaption>
    {{#hasMarks}}
    <svg viewBox="0 0 300 120" role="img" aria-labelledby="{{chartID}}-title {{chartID}}-text">
    <title id="{{chartID}}-title">{{chartTitle}}</title>
    <desc id="{{chartID}}-text">{{chartText}}</desc>
    <g aria-hidden="true">
    <path class="axis" d="M34 8V104H300"/>
    <text x="31" y="14" class="end">{{highest}}</text>
    <text x="31" y="104" class="end">{{lowest}}</text>
    <text x="34" y="117">{{firstPlace}}</text>
    <text x="300" y="117" class="end">{{lastPlace}}</text>
    {{#bars}}
    <rect class="bar" x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}"/>
    {{/bars}}
    {{#lines}}
    <polyline points="{{.}}"/>
    {{/lines}}
    {{#squares}}
    <rect class="square" x="{{x}}" y="{{y}}" width="5" height="5"/>
    {{/squares}}
    {{#dots}}
    <circle cx="{{x}}" cy="{{y}}" r="2"/>
    {{/dots}}
    </g>
    </svg>
    <p class="note">{{#isPair}}□ {{label.column.baseline}} · ● {{label.column.reached}}. {{/isPair}}{{chartText}}</p>
    <details>
    <summary>{{label.chart.data}}<span class="unseen">: {{chartTitle}}</span></summary>
    <table>
    <caption>{{chartTitle}}</caption>
    <thead><tr>{{#heads}}<th scope="col">{{.}}</th>{{/heads}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row">{{head}}</th>{{#cells}}<td>{{.}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </details>
    {{/hasMarks}}
    {{^hasMarks}}
    <p class="note">{{label.note.nothing}}</p>
    {{/hasMarks}}
    </figure>
    {{/charts}}
    </div>
    </section>

    """

  private static let lists =
    "<div class=\"pair even\">\n"
    + list("stops", ["when", "technique", "stage", "second", "cause"], heading: "stops")
    + list("changes", ["when", "setting", "old", "new"], heading: "settings")
    + "</div>\n"

  /// A section with a table, or the words that there is nothing.
  private static func list(_ name: String, _ columns: [String], heading: String) -> String {
    let heads = columns.map { "<th scope=\"col\">{{label.column.\($0)}}</th>" }.joined()
    func rows(_ kept: String) -> String {
      "{{#\(kept)}}\n<tr>{{#.}}<td><bdi>{{.}}</bdi></td>{{/.}}</tr>\n{{/\(kept)}}\n"
    }
    return """
      <section class="\(name)">
      <h2 id="\(name)">{{label.section.\(heading)}}</h2>
      {{#\(name)}}
      {{^isEmpty}}
      <div class="wide" role="group" aria-labelledby="\(name)" tabindex="0">
      <table>
      <caption class="unseen">{{label.section.\(heading)}}</caption>
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(rows("rowsShown"))</tbody>
      </table>
      </div>
      {{#moreText}}
      <details>
      <summary>{{moreText}}</summary>
      <div class="wide" role="group" aria-labelledby="\(name)" tabindex="0">
      <table>
      <caption class="unseen">{{label.section.\(heading)}}</caption>
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(rows("rowsFolded"))</tbody>
      </table>
      </div>
      </details>
      {{/moreText}}
      {{/isEmpty}}
      {{#isEmpty}}
      <p class="note">{{label.note.nothing}}</p>
      {{/isEmpty}}
      {{/\(name)}}
      </section>

      """
  }

  private static let foot = """
    </main>
    <footer>
    <h2>{{label.section.about}}</h2>
    <p>{{label.about.practice}} {{label.about.sensor}} {{label.about.more}} \
    {{label.about.alarm}} {{label.about.files}}</p>
    </footer>
    </body>
    </html>

    """
}
