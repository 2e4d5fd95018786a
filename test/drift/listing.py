# SPDX-License-Identifier: GPL-2.0-or-later
"""The keys of "cxl list" and "daxctl list": where schemas and pages have those of each type."""
import re

FORMS = {"size": "bytes", "hex": "number", "dec": "count", "text": "text", "flag": "flag",
         "texts": "texts", "state": "state"}
# What the emitter of the flat listing adds to the rows of each type, before and behind them.
HEAD, TAIL = ["type", "name", "parent", "enabled"], ["unknown"]
# What hangs below an object in the nested listing: arrays, or the memdev of an endpoint.
BELOW = {"bus": ["dports"], "port": ["dports"], "endpoint": ["memdev"], "decoder": ["targets"],
         "region": ["mappings", "daxregion"], "daxregion": ["devices"], "daxdev": ["mappings"]}
# Of each tool: headings of the page, and the types that the table below each is about.
NESTED = {"cxl": {"KEYS OF A MEMORY DEVICE": ["memdev"], "KEYS OF A BUS": ["bus"],
          "KEYS OF A PORT OR AN ENDPOINT": ["port", "endpoint"],
          "KEYS OF A DPORT OR A TARGET": ["dport", "target"], "KEYS OF A DECODER": ["decoder"],
          "KEYS OF A REGION": ["region"], "KEYS OF A MAPPING": ["mapping"],
          "KEYS OF A DAX REGION": ["daxregion"], "KEYS OF A DAX DEVICE": ["daxdev"],
          "health (-H)": ["health"], "alert_config (-A)": ["alert_config"],
           "partition_info (-I)": ["partition_info"], "firmware (-F)": ["firmware"],
           "media_errors (-L)": ["media_error"]},
           "daxctl": {"KEYS OF A DAX REGION": ["daxregion"], "KEYS OF A DAX DEVICE": ["daxdev"],
                      "KEYS OF A MAPPING": ["daxmapping"]}}


def tables(lines):
    """{(listing, type): {key: format}} in the order of the rows."""
    found = {}
    for line in lines:
        listing, kind, key, form = line.split()
        found.setdefault((listing, kind), {})[key] = form
    return found


def below(kind, rows):
    """The same, as far as the tool shows that type."""
    return [key for key in BELOW.get(kind, [])
            if key != "mappings" or kind == "region" or ("nested", "daxmapping") in rows]


def wanted_of(listing, kind, rows, properties):
    """Returns the keys that the schema of a type must have, in their order."""
    keys = list(rows[(listing, kind)])
    if listing == "nested":
        return keys + below(kind, rows)
    return HEAD + keys + TAIL if "type" in properties else keys


def page_of(tool):
    return f"Documentation/{tool}/{tool}-list-json.txt"


def schemas_of(tool):
    return [(f"Documentation/schema/{tool}-list-{name}.schema.json", listing)
            for name, listing in (("json", "nested"), ("flat", "flat"))]


def places(tool, rows):
    """Returns {(in the flat part, heading): types} for the tables of the page."""
    found = {(False, heading): [("nested", kind) for kind in kinds]
             for heading, kinds in NESTED[tool].items()}
    # What a device answers has the same keys in both: the page has them once.
    answers = {kind for (_, heading), kinds in found.items() if "(-" in heading for _, kind in kinds}
    return found | {(True, kind): [(listing, kind)] for listing, kind in rows
                    if listing == "flat" and kind not in answers}


def sections(text):
    """(heading, lines of the tables below it); "flat" of what is in that part of the page."""
    part = heading = ""
    found = {}
    for block in re.split(r"^(==+ .*)$", text, flags=re.M):
        if block.startswith("=="):
            level, heading = block.split(" ", 1)
            part = heading if level == "==" else part
            continue
        lines = []
        for table in re.findall(r"^\.\.\.\.\nkey .*?^\.\.\.\.$", block, re.M | re.S):
            lines += [line for line in table.split("\n")[3:-1] if not line.startswith(" ")]
        found[(part == "THE FLAT LISTING", heading)] = lines
    return found


def keys_of(lines):
    return {key for line in lines for key in re.split(r"  +", line)[0].split(" or ")}
