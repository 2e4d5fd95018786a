/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON for people: one value a line, in the same layout with every release of json-c. */
#pragma once

#include <json-c/json.h>

/*
 * Print @json (NULL is null) to stdout, with two blanks a level. An empty array is [], an
 * empty object {}. The first line is not indented, the others are by @depth more levels.
 */
void json_print(struct json_object *json, int depth);
