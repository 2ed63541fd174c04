// SPDX-License-Identifier: GPL-3.0-or-later

/// The form's script: it checks what was written, saves it as a file, and opens one.
///
/// What it says is put into the page as text, never as markup. No pair of braces may stand side by
/// side: they are the template's.
enum SettingsScript {
  static let text = reading + checking + filing

  private static let checking = #"""
    const part = (id, name) => document.getElementById(id + "-" + name);
    const input = field => document.getElementById(field.id);
    const fill = (key, values = {}) =>
      table.words[key].replace(/\{(\w+)\}/gu, (gap, name) => values[name] ?? gap);

    // A field's value as a file has it, or what is wrong with it.
    function checked(field) {
      const element = input(field);
      if (field.kind === "yesNo") {
        if (!element.checked && field.isOnce) return { value: "" };
        return { value: (element.checked ? table.yes : table.no).written };
      }
      const text = element.value.trim();
      const wrong = (key, values) =>
        ({ wrong: fill(key, Object.assign({ name: field.name }, values)) });
      if (text === "" || field.kind === "choice") return { value: text };
      switch (field.kind) {
      case "number": return checkedNumber(field, text, wrong);
      case "text": case "texts": return checkedTexts(field, text, wrong);
      default: {
        const value = shown(field, text);
        if (value === null) return wrong("wrong.writing", { example: field.example });
        if (value.split(", ").length > table.longestList) {
          return wrong("wrong.list", { limit: table.longestList });
        }
        return { value };
      }
      }
    }

    function checkedNumber(field, text, wrong) {
      const value = number(text, field);
      const range = { range: field.range };
      if (value === null) return wrong("wrong.number", range);
      if (Number(value) < field.least || Number(value) > field.most) {
        return wrong("wrong.range", range);
      }
      if ((value.split(".")[1] ?? "").length > field.decimals) {
        return wrong(field.decimals === 0 ? "wrong.whole" : "wrong.decimals", range);
      }
      return { value };
    }

    function checkedTexts(field, text, wrong) {
      const texts = field.kind === "text" ? [text] : text.split("\n");
      const entries = texts.map(t => t.replace(/[\s\u0000-\u001F\u007F]+/gu, " ").trim())
        .filter(t => t !== "");
      if (entries.length > table.longestList) {
        return wrong("wrong.list", { limit: table.longestList });
      }
      if (entries.some(t => Array.from(t).length > table.longestText)) {
        return wrong("wrong.length", { limit: table.longestText });
      }
      const isMarked = t => /[;；#]/u.test(t);
      const isUnclear = t => quotes.test(t) && (isMarked(t) || quotes.test(t[0]))
        || /^['‘’].*['‘’]$/u.test(t) || /^[,;，；\s]*$/u.test(t);
      if (entries.some(isUnclear)) return wrong("wrong.quotes");
      const unspoken = field.id === "phrases" ? entries.find(t => !isSpoken(t)) : undefined;
      if (unspoken !== undefined) {
        const limits = { words: table.mostWords, limit: table.mostCharacters };
        return wrong("wrong.phrase", Object.assign({ text: unspoken.slice(0, 40) }, limits));
      }
      const written = entries.map(t => isMarked(t) ? '"' + t + '"' : t);
      // A text alone would be parted at its commas.
      const end = field.kind === "texts" && written.length === 1 ? ";" : "";
      return { value: written.join("; ") + end };
    }

    // Whether the unit can speak a phrase, in the language that is chosen.
    function isSpoken(text) {
      const rule = table.phrases[document.getElementById("language").value || table.usualLanguage];
      if (!rule) return true;
      const graphemes = t => Array.from(new Intl.Segmenter().segment(t)).length;
      const words = text.split(" ");
      return graphemes(text) <= table.mostCharacters && words.length <= table.mostWords
        && words.every(word => graphemes(word) <= rule.mostLetters) && /\p{L}/u.test(text)
        && !/\[\[|\]\]/u.test(text)
        && Array.from(text, c => c.codePointAt(0)).every(
          code => rule.characters.some(([first, last]) => code >= first && code <= last));
    }

    // What is wrong with the four numbers of a breath together; null where nothing is.
    function wrongBreath(values) {
      const limit = table.breath;
      const of = id => values[id] === "" ? limit[id] : Number(values[id]);
      const [inBeats, pause, outBeats, tempo] = ["inBeats", "pause", "outBeats", "tempo"].map(of);
      if (outBeats < inBeats || outBeats > 2 * inBeats) return ["outBeats", fill("wrong.ratio")];
      if (pause * 60 > limit.longestPauseSeconds * tempo) {
        return ["pause", fill("wrong.pause", { limit: limit.longestPauseSeconds })];
      }
      const beats = inBeats + pause + outBeats;
      const most = outBeats === 2 * inBeats ? limit.fastestOfLongOut : limit.fastest;
      if (tempo < limit.slowest * beats || tempo > most * beats) {
        return ["tempo", fill("wrong.pace", { least: limit.slowest, most })];
      }
      return null;
    }

    function clear(field) {
      input(field).removeAttribute("aria-invalid");
      part(field.id, "wrong").textContent = "";
    }

    // The values by field; null where one is wrong, which is then shown.
    function checkedAll() {
      const values = {};
      const wrong = new Map();
      for (const field of table.fields) {
        clear(field);
        const result = checked(field);
        if (result.wrong) wrong.set(field.id, result.wrong);
        else values[field.id] = result.value;
      }
      if (["inBeats", "pause", "outBeats", "tempo"].every(id => !wrong.has(id))) {
        const breath = wrongBreath(values);
        if (breath) wrong.set(breath[0], breath[1]);
      }
      if (wrong.size === 0) return values;
      const mistakes = table.fields.filter(field => wrong.has(field.id));
      const entries = mistakes.map(field => [wrong.get(field.id), field.id]);
      say("save", fill("wrong.summary"), entries, true);
      for (const field of mistakes) {
        input(field).setAttribute("aria-invalid", "true");
        part(field.id, "wrong").textContent = wrong.get(field.id);
      }
      input(mistakes[0]).focus();
      return null;
    }

    // Says something behind a part of the page, and beneath it a list; an entry with a field leads
    // to it.
    function say(behind, text, entries = [], isWrong = false) {
      const box = document.getElementById("said");
      if (box.previousElementSibling?.id !== behind) document.getElementById(behind).after(box);
      box.className = isWrong ? "said mistaken" : "said";
      const heading = document.createElement("p");
      heading.textContent = text;
      const list = document.createElement("ul");
      for (const [entry, id] of entries) {
        const item = document.createElement("li");
        if (id) {
          const link = document.createElement("a");
          link.href = "#" + id;
          link.textContent = entry;
          item.append(link);
        } else {
          item.textContent = entry;
        }
        list.append(item);
      }
      box.replaceChildren(heading, ...(entries.length ? [list] : []));
    }

    """#

  private static let filing = #"""
    // The file that values are written into: one that was opened, else the unit's own.
    let base = table.template;

    // The file with these values: lines of known keys anew, everything else as it was.
    function fileText(values) {
      const spoken = new Set(base.map(line => statement(line)?.field?.id));
      const met = new Set();
      const line = field => field.name + ": " + values[field.id];
      const lines = base.map(old => {
        const said = statement(old);
        if (said === null) {
          const field = statement(old.trim().replace(/^#+\s*/u, ""))?.field;
          if (!field || spoken.has(field.id) || met.has(field.id) || !values[field.id]) return old;
          met.add(field.id);
          return line(field);
        }
        if (!said.field || met.has(said.field.id)) return "# " + old.trim();
        met.add(said.field.id);
        if (!values[said.field.id]) return "# " + old.trim();
        return line(said.field) + (said.note ? "  " + said.note : "");
      });
      while (lines.at(-1)?.trim() === "") lines.pop();
      for (const field of table.fields) {
        if (!met.has(field.id) && values[field.id]) lines.push(line(field));
      }
      return "\uFEFF" + lines.map(l => l + "\r\n").join("");
    }

    let address = null;
    document.getElementById("form").addEventListener("submit", event => {
      event.preventDefault();
      const values = checkedAll();
      if (values === null) return;
      const file = new Blob([fileText(values)], { type: "text/plain;charset=utf-8" });
      if (address) URL.revokeObjectURL(address);
      address = URL.createObjectURL(file);
      const link = document.createElement("a");
      link.href = address;
      link.download = "upbeat.txt";
      link.click();
      say("save", fill("form.saved"));
      document.getElementById("said").focus();
    });

    function show(field, value) {
      clear(field);
      if (field.kind === "yesNo") input(field).checked = value === "yes";
      else input(field).value = value;
    }

    // Fills the fields from a file, and says what was not understood.
    function take(lines) {
      for (const field of table.fields) {
        const usual = field.kind === "yesNo" ? "no" : field.usual;
        show(field, field.id === "report" ? "yes" : usual);
      }
      const met = new Set();
      const strange = [];
      lines.forEach((text, index) => {
        const said = statement(text);
        if (said === null) return;
        const note = why => strange.push([fill("opened.line",
          { line: index + 1, text: text.trim().slice(0, 80), why })]);
        if (!said.field) return note(fill("opened.unknown"));
        if (met.has(said.field.id)) return note(fill("opened.again"));
        met.add(said.field.id);
        const value = shown(said.field, said.value);
        if (value === null) {
          const values = Object.assign({ name: said.field.name }, said.field);
          return note(fill(said.field.kind === "number" ? "wrong.number" : "wrong.writing", values));
        }
        show(said.field, value);
      });
      base = lines;
      say("opening", fill(strange.length ? "opened.partly" : "opened.well"), strange);
    }

    document.getElementById("open").addEventListener("change", async event => {
      const file = event.target.files[0];
      if (!file) return;
      const lines = file.size > table.largestFile
        ? null : linesOf(new Uint8Array(await file.arrayBuffer()));
      // So that the same file may be opened again.
      event.target.value = "";
      if (lines) take(lines);
      else say("opening", fill("opened.notText"), [], true);
      document.getElementById("said").focus();
    });

    document.getElementById("this-time").addEventListener("click", () => {
      const now = new Date();
      const two = number => String(number).padStart(2, "0");
      document.getElementById("clock").value =
        [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-")
        + " " + two(now.getHours()) + ":" + two(now.getMinutes());
    });

    for (const field of table.fields) {
      input(field).addEventListener("input", () => clear(field));
    }

    """#
}
