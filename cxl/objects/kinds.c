// SPDX-License-Identifier: GPL-2.0-or-later
/* The kinds of objects and the filters by them, made of kinds.def. */
#include "cxl/objects/kinds.h"
#include "cxl/objects/match.h"
#include "cxl/show/show.h"

#define KIND(name, plural, filter_, show, words, several) \
	static bool match_any_##name(struct filter *by, void *object) \
	{ \
		return match_##name(by, object); \
	}
#include "cxl/objects/kinds.def"

const struct object_kind_info object_kinds[NR_OBJECT_KINDS] = {
#define KIND(name_, plural_, filter, show, words, several) \
	[OBJECT_##name_] = { \
		.name = #name_, .plural = #plural_, .type = &name_##_type, \
		.choice = { \
			.noun = #name_, .form = words ", or all", .match = match_any_##name_, \
		}, \
		.filter_form = words several ", or all", \
	},
#include "cxl/objects/kinds.def"
};

const struct filter_info filter_infos[NR_FILTERS] = {
#define KIND(name, plural, filter, show, words, several)	{ filter, OBJECT_##name },
#define ALIAS(name, kind, plural, filter)			{ filter, OBJECT_##kind },
#include "cxl/objects/kinds.def"
};
