# SPDX-License-Identifier: GPL-3.0-or-later
"""Words as they are compared: what is written differently and spoken alike is one."""
import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()

# British and American spellings, and words that may be written in one or in two.
SPELLINGS = {
    "practise": "practice",
    "practised": "practiced",
    "practising": "practicing",
    "colour": "color",
    "grey": "gray",
    "alright": "all right",
    "goodbye": "good bye",
    "goodnight": "good night",
    "ok": "okay",
    "blackbird": "black bird",
    "o": "oh",
    "ahh": "ah",
    "aah": "ah",
    "mr": "mister",
    "too": "to",
}
# Written short, spoken long, or the other way round.
CONTRACTIONS = {
    "let's": "let us",
    "it's": "it is",
    "that's": "that is",
    "there's": "there is",
    "i'm": "i am",
    "you're": "you are",
    "we're": "we are",
    "we'll": "we will",
    "you'll": "you will",
    "i'll": "i will",
    "i've": "i have",
    "you've": "you have",
    "don't": "do not",
    "won't": "will not",
    "can't": "cannot",
    "what's": "what is",
}


def number(value):
    """A whole number under a thousand in words; a larger one stays in figures."""
    if value < 20:
        return ONES[value]
    if value < 100:
        ones = " " + ONES[value % 10] if value % 10 else ""
        return TENS[value // 10] + ones
    if value < 1000:
        rest = " " + number(value % 100) if value % 100 else ""
        return ONES[value // 100] + " hundred" + rest
    return str(value)


def words(text):
    """The words of a text, in lower case, without marks."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"\d+", lambda found: " " + number(int(found.group())) + " ", text)
    text = re.sub(r"[^a-z0-9' ]+", " ", text)
    found = []
    for word in text.split():
        word = word.strip("'")
        word = CONTRACTIONS.get(word, SPELLINGS.get(word, word))
        found += word.replace("'", "").split()
    return found


def compare(said, heard):
    """How many of the words said were heard, how many heard were not said, and what was wrong.

    The words are laid against each other with the fewest changes (Levenshtein). What was wrong is
    a list of (said, heard) pairs, runs of neighbours together.
    """
    rows, columns = len(said) + 1, len(heard) + 1
    cost = [[0] * columns for _ in range(rows)]
    for row in range(rows):
        cost[row][0] = row
    for column in range(columns):
        cost[0][column] = column
    for row in range(1, rows):
        for column in range(1, columns):
            same = said[row - 1] == heard[column - 1]
            cost[row][column] = min(
                cost[row - 1][column - 1] + (not same),
                cost[row - 1][column] + 1,
                cost[row][column - 1] + 1,
            )
    steps = []
    row, column = len(said), len(heard)
    while row or column:
        here = cost[row][column]
        same = row and column and said[row - 1] == heard[column - 1]
        if same and here == cost[row - 1][column - 1]:
            steps.append((True, said[row - 1], heard[column - 1]))
            row, column = row - 1, column - 1
        elif row and column and here == cost[row - 1][column - 1] + 1:
            steps.append((False, said[row - 1], heard[column - 1]))
            row, column = row - 1, column - 1
        elif row and here == cost[row - 1][column] + 1:
            steps.append((False, said[row - 1], ""))
            row -= 1
        else:
            steps.append((False, "", heard[column - 1]))
            column -= 1
    right = sum(1 for is_right, _, _ in steps if is_right)
    added = sum(1 for is_right, word, _ in steps if not is_right and not word)
    wrong, run = [], None
    for is_right, word, other in reversed(steps):
        if is_right:
            run = None
            continue
        if run is None:
            run = [[], []]
            wrong.append(run)
        run[0] += [word] if word else []
        run[1] += [other] if other else []
    return right, added, [(" ".join(a), " ".join(b)) for a, b in wrong]
