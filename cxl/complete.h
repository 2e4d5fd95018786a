/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Completion: the names of the objects that there are. */
#pragma once

#include "lib/tool/cli/option.h"

/* Call @emit with every name of that kind and what it is. */
void complete_names(enum word_kind kind, const char *typed,
		    void (*emit)(const char *name, const char *what));
