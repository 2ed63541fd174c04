// SPDX-License-Identifier: GPL-3.0-or-later

/// The form, in Mustache: two braces escape what they put in; three are never used.
enum SettingsTemplate {
  static let text = head + top + groups + foot

  private static let head = """
    <!DOCTYPE html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <title>{{label.form.title}}</title>
    <style>
    \(SettingsStyle.text)
    </style>
    </head>
    <body>

    """

  private static let top = """
    <header>
    <h1>{{label.form.title}}</h1>
    <ul class="facts">
    {{#facts}}
    <li>{{name}}: <bdi>{{value}}</bdi></li>
    {{/facts}}
    </ul>
    </header>
    <main>
    <p class="summary">{{label.form.intro}}</p>
    <p>{{label.form.whole}} {{label.form.ranges}}</p>
    <noscript><p class="said mistaken">{{label.form.script}}</p></noscript>
    <div class="field opening" id="opening">
    <label for="open">{{label.form.open}}</label>
    <p class="help" id="open-help">{{label.form.openHelp}}</p>
    <input type="file" id="open" accept=".txt,text/plain" aria-describedby="open-help">
    </div>
    <form id="form" novalidate autocomplete="off" data-table="{{table}}">

    """

  private static let groups = """
    {{#groups}}
    <section aria-labelledby="group-{{id}}">
    <h2 id="group-{{id}}">{{title}}</h2>
    {{#note}}
    <p>{{note}}</p>
    {{/note}}
    <div class="fields">
    {{#fields}}
    <div class="field">
    {{#isBox}}
    <div class="box">
    <input type="checkbox" id="{{id}}" name="{{id}}" aria-describedby="{{id}}-help {{id}}-wrong"\
    {{#isTicked}} checked{{/isTicked}}>
    <label for="{{id}}">{{name}}</label>
    </div>
    {{/isBox}}
    {{^isBox}}
    <label for="{{id}}">{{name}}</label>
    {{/isBox}}
    <p class="help" id="{{id}}-help">{{help}}{{#example}} {{example}}{{/example}}</p>
    {{#isNumber}}
    <input type="text" class="number" inputmode="decimal" id="{{id}}" name="{{id}}" \
    value="{{value}}" aria-describedby="{{id}}-help {{id}}-wrong">
    {{/isNumber}}
    {{#isLine}}
    <input type="text" id="{{id}}" name="{{id}}" value="{{value}}" spellcheck="false" \
    aria-describedby="{{id}}-help {{id}}-wrong">
    {{/isLine}}
    {{#isLines}}
    <textarea rows="3" id="{{id}}" name="{{id}}" \
    aria-describedby="{{id}}-help {{id}}-wrong">{{value}}</textarea>
    {{/isLines}}
    {{#isList}}
    <select id="{{id}}" name="{{id}}" aria-describedby="{{id}}-help {{id}}-wrong">
    {{#options}}
    <option value="{{written}}"{{#isChosen}} selected{{/isChosen}}>{{shown}}</option>
    {{/options}}
    </select>
    {{/isList}}
    {{#isClock}}
    <button type="button" class="quiet" id="this-time">{{label.form.thisTime}}</button>
    {{/isClock}}
    <p class="wrong" id="{{id}}-wrong"></p>
    </div>
    {{/fields}}
    </div>
    </section>
    {{/groups}}

    """

  private static let foot = """
    <div class="saving">
    <button type="submit" id="save">{{label.form.save}}</button>
    <div id="said" class="said" role="status" aria-live="polite" tabindex="-1"></div>
    </div>
    </form>
    </main>
    <footer>
    <p>{{label.form.privacy}}</p>
    </footer>
    <script>
    \(SettingsScript.text)
    </script>
    </body>
    </html>

    """
}
