/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values as JSON, for the emitters. All return NULL when memory is short. */
#pragma once

#include <json-c/json.h>

#include "lib/tool/view/row.h"

/* What is no UTF-8 or a control character becomes \xNN. */
struct json_object *json_text(const char *text) _nonnull_;
struct json_object *json_texts(const char *const *texts);
