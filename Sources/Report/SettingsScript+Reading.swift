// SPDX-License-Identifier: GPL-3.0-or-later

/// The form's script, first part: how a file is read, as `Sources/Settings` reads it. Names,
/// spellings and ranges come from the key table.
///
/// No pair of braces may stand side by side: they are the template's.
extension SettingsScript {
  static let reading = #"""
    "use strict";
    const table = JSON.parse(document.getElementById("form").dataset.table);
    const quotes = /["“”„‟«»＂]/u;
    const letters = new Map(Object.entries(table.letters));
    const fieldOf = new Map();
    for (const field of table.fields) {
      for (const spelling of field.spellings) fieldOf.set(spelling, field);
    }

    const fold = text =>
      Array.from(text.normalize("NFC"), c => letters.get(c) ?? c.toLowerCase()).join("");
    const normalized = text =>
      fold(text).replace(/["“”„‟«»＂'‘’]/gu, "").replace(/[\s_\-‐‑‒–—―−﹣－]+/gu, " ").trim();

    // The lines of a file's bytes; null where it is no text.
    function linesOf(bytes) {
      if (bytes.length > table.largestFile) return null;
      let encoding = "utf-8";
      if (bytes[0] === 0xFF && bytes[1] === 0xFE) encoding = "utf-16le";
      else if (bytes[0] === 0xFE && bytes[1] === 0xFF) encoding = "utf-16be";
      else if (bytes.includes(0)) encoding = bytes[0] === 0 ? "utf-16be" : "utf-16le";
      let text;
      try {
        text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch {
        return null;
      }
      text = text.replace(/\u001A$/u, "");
      if (text.startsWith("{\\rtf") || /[\u0000-\u0008\u000E-\u001F\u007F]/u.test(text)) {
        return null;
      }
      text = text.replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, "");
      return text.split(/\r\n|[\n\u000B\f\r\u0085\u2028\u2029]/u);
    }

    // Goes through a text with an eye on quotes, which open only where a piece begins.
    function* outsideQuotes(text) {
      let state = "before";
      let index = 0;
      for (const c of text) {
        let isQuoted = false;
        if (state === "quoted") {
          isQuoted = true;
          if (quotes.test(c)) state = "after";
        } else if (state === "before" && quotes.test(c)) {
          isQuoted = true;
          state = "quoted";
        } else if (state === "before" && c.trim() !== "") {
          state = "after";
        }
        if (!isQuoted) {
          if (/[,;，；]/u.test(c)) state = "before";
          yield [c, index];
        }
        index += c.length;
      }
    }

    // A value, and the note that stands behind it.
    function parted(text) {
      for (const [c, index] of outsideQuotes(text)) {
        if (c === "#" && index > 0 && /\s/u.test(text[index - 1])) {
          return [text.slice(0, index).trim(), text.slice(index)];
        }
      }
      return [text.trim(), ""];
    }

    function split(text, separator) {
      const pieces = [];
      let start = 0;
      for (const [c, index] of outsideQuotes(text)) {
        if (!separator.test(c)) continue;
        pieces.push(text.slice(start, index));
        start = index + c.length;
      }
      return pieces.concat(text.slice(start)).map(piece => piece.trim())
        .filter(piece => piece !== "");
    }

    // What a line says; null for an empty line or a note, without a name where it is neither.
    function statement(line) {
      const text = line.trim();
      if (text === "" || text.startsWith("#")) return null;
      const colon = text.search(/[:：]/u);
      const name = colon < 0 ? "" : text.slice(0, colon).trim();
      if (normalized(name) === "" || /\s#/u.test(name)) return { name: null };
      const [value, note] = parted(text.slice(colon + 1));
      return { name, field: fieldOf.get(normalized(name)), value, note };
    }

    function unquoted(text) {
      const isWrapped = text.length > 1
        && (quotes.test(text[0]) && quotes.test(text.at(-1))
          || /['‘’]/u.test(text[0]) && /['‘’]/u.test(text.at(-1)));
      if (!isWrapped && quotes.test(text[0] ?? "")) return null;
      return (isWrapped ? text.slice(1, -1) : text).trim();
    }

    function number(text, field) {
      const parts = /^([-+‐‑‒–—―−﹣－]?)([0-9]*)(?:[.,]([0-9]+))?\s*(.*)$/u.exec(text);
      if (!parts || !parts[2] && !parts[3]) return null;
      const unit = fold(parts[4]);
      if (unit !== "" && ![unit, unit.replace(/\.$/u, "")].some(u => field.units.includes(u))) {
        return null;
      }
      const whole = (parts[2] ?? "").replace(/^0+(?=[0-9])/u, "") || "0";
      const fraction = (parts[3] ?? "").replace(/0+$/u, "");
      const sign = parts[1] !== "" && parts[1] !== "+" ? "-" : "";
      return sign + whole + (fraction ? "." + fraction : "");
    }

    function time(text) {
      const parts = new RegExp("^([0-9]{1,2})(?:\\s*(?:h|uhr)\\s*([0-9]{2})?"
        + "|[:：.]([0-9]{2})\\s*(am|pm|uhr|h)?)$", "iu").exec(text.trim());
      if (!parts) return null;
      let hour = Number(parts[1]);
      const minute = Number(parts[2] ?? parts[3] ?? 0);
      const half = (parts[4] ?? "").toLowerCase();
      if (half === "am" || half === "pm") {
        if (hour < 1 || hour > 12) return null;
        hour = hour % 12 + (half === "pm" ? 12 : 0);
      }
      if (hour > 23 || minute > 59) return null;
      return String(hour).padStart(2, "0") + ":" + String(minute).padStart(2, "0");
    }

    function times(text) {
      const pieces = split(text, /[,;，；]/u).flatMap(p => p.split(/\s(?:and|и|und|et|y|e)\s/iu));
      const read = pieces.map(time);
      return read.includes(null) ? null : [...new Set(read)].sort().join(", ");
    }

    function timeRange(text) {
      const inner = text.replace(/^(?:from|от|с|von|de|du|des|desde)\s*(?=[0-9])/iu, "");
      const ends = inner.split(/\s*[-‐‑‒–—―−﹣－…]\s*|\.\.+|\s+(?:to|до|bis|à|a|hasta)\s+/iu);
      const read = ends.map(time);
      if (read.length !== 2 || read.includes(null) || read[0] === read[1]) return null;
      return read.join("-");
    }

    function dateAndTime(text) {
      const parts = new RegExp("^(?:([0-9]{4})([-./])([0-9]{1,2})\\2([0-9]{1,2})"
        + "|([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4}))[\\s,Tt]+(.*)$", "u").exec(text);
      const at = parts ? time(parts[8]) : null;
      if (!at) return null;
      const [year, month, day] = [parts[1] ?? parts[7], parts[3] ?? parts[6],
        parts[4] ?? parts[5]].map(Number);
      const date = new Date(Date.UTC(year, month - 1, day));
      if (year < table.firstYear || year > table.lastYear || date.getUTCMonth() !== month - 1
        || date.getUTCDate() !== day) return null;
      return date.toISOString().slice(0, 10) + " " + at;
    }

    // What a file gives a field, as the field shows it; null where it is not understood.
    function shown(field, value) {
      if (field.kind === "texts") {
        const bySemicolon = split(value, /[;；]/u);
        const isParted = /[;；]/u.test(value) && (bySemicolon.length > 1 || /[;；]$/u.test(value));
        const texts = (isParted ? bySemicolon : split(value, /[,;，；]/u)).map(unquoted);
        return texts.includes(null) || texts.length === 0 ? null : texts.join("\n");
      }
      const text = unquoted(value);
      if (text === null || text === "") return null;
      switch (field.kind) {
      case "number": return number(text, field)?.replace(".", table.decimal) ?? null;
      case "choice": {
        const code = normalized(text);
        const choice = field.choices.find(c => c.spellings.includes(code))
          ?? (field.id === "language"
            ? field.choices.find(c => c.written === code.split(" ")[0]) : undefined);
        return choice ? choice.written : null;
      }
      case "yesNo":
        if (table.yes.spellings.includes(normalized(text))) return "yes";
        return table.no.spellings.includes(normalized(text)) ? "no" : null;
      case "times": return times(text);
      case "timeRange": return timeRange(text);
      case "dateAndTime": return dateAndTime(text);
      default: return text.replace(/\s+/gu, " ");
      }
    }

    """#
}
