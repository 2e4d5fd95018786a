// SPDX-License-Identifier: GPL-2.0-or-later
/* From words to objects of one sort. */
#include <errno.h>
#include <stdio.h>

#include "lib/tool/verb/choose.h"

int candidates_add(struct candidates *candidates, void *object)
{
	struct candidate *grown;

	if (candidates->nr == candidates->room) {
		size_t room = candidates->room ? 2 * candidates->room : 16;

		grown = reallocarray(candidates->all, room, sizeof(*grown));
		if (!grown) {
			say_error("out of memory");
			return -ENOMEM;
		}
		candidates->all = grown;
		candidates->room = room;
	}
	candidates->all[candidates->nr++] = (struct candidate){ .object = object };
	return 0;
}

void candidates_tell(struct candidates *candidates, const char *noun, const char *first,
		     const char *last)
{
	size_t room = sizeof(candidates->there);

	if (candidates->nr == 0)
		snprintf(candidates->there, room, "there is no %s at all", noun);
	else if (candidates->nr == 1)
		snprintf(candidates->there, room, "there is %s", first);
	else
		snprintf(candidates->there, room, "there are %zu, %s %s %s", candidates->nr, first,
			 candidates->nr == 2 ? "and" : "to", last);
}

int choose_check_words(int nr_words, const char *noun)
{
	if (nr_words)
		return CLI_OK;
	say_error("which %s? Name one or more, or say all (see --help)", noun);
	return CLI_USAGE;
}

int candidates_check(const struct candidates *candidates, const char *detail)
{
	if (candidates->nr || !detail[0])
		return CLI_OK;
	say_error("%s", detail);
	return CLI_FAILED;
}

static int complain_word(const struct choice *choice, const char *word, int rc)
{
	if (rc == -ENOMEM)
		say_error("out of memory");
	else if (rc == -ERANGE)
		say_error("serial number %s is too large: it has 64 bits", quoted(word));
	else if (choice->numbers)
		say_error("\"%s\" is not a serial number: decimal, 0x... or 0...", quoted(word));
	else
		say_error("\"%s\" names no %s: %s", quoted(word), choice->noun, choice->form);
	return rc == -ENOMEM ? CLI_FAILED : CLI_USAGE;
}

static void take(const struct choice *choice, struct filter *filter,
		 struct candidates *candidates, struct selection *selection)
{
	for (size_t i = 0; i < candidates->nr; i++) {
		struct candidate *candidate = &candidates->all[i];

		if (!choice->match(filter, candidate->object) || candidate->taken)
			continue;
		candidate->taken = true;
		selection->objects[selection->nr++] = candidate->object;
	}
}

/* One word of the command line, which may be a list. */
static int choose_word(const struct choice *choice, struct candidates *candidates,
		       const char *word, struct selection *selection)
{
	const char *unmatched, *bad = word;
	struct filter filter;
	int rc;

	rc = choice->numbers ? filter_numbers(&filter, word, &bad) : filter_names(&filter, word);
	if (rc) {
		rc = complain_word(choice, bad, rc);
		filter_free(&filter);
		return rc;
	}
	take(choice, &filter, candidates, selection);
	unmatched = filter_unmatched(&filter);
	if (unmatched)
		say_error("no %s%s%s%s%s matches %s\"%s\"; %s", choice->noun,
			  choice->of_what ? " of " : "", choice->of_what ? choice->of : "",
			  choice->of_what ? " " : "",
			  choice->of_what ? quoted(choice->of_what) : "",
			  choice->numbers ? "serial " : "", quoted(unmatched), candidates->there);
	rc = unmatched ? CLI_USAGE : CLI_OK;
	filter_free(&filter);
	return rc;
}

int choose(const struct choice *choice, struct candidates *candidates, int nr_words, char **words,
	   struct selection *selection)
{
	int status = CLI_OK;

	selection->objects = calloc(candidates->nr + 1, sizeof(*selection->objects));
	if (!selection->objects) {
		say_error("out of memory");
		status = CLI_FAILED;
	}
	for (int i = 0; i < nr_words && status == CLI_OK; i++)
		status = choose_word(choice, candidates, words[i], selection);
	free(candidates->all);
	*candidates = (struct candidates){ 0 };
	return status;
}

int choose_all(const struct candidates *candidates, struct selection *selection)
{
	selection->objects = calloc(candidates->nr + 1, sizeof(*selection->objects));
	if (!selection->objects) {
		say_error("out of memory");
		return CLI_FAILED;
	}
	for (size_t i = 0; i < candidates->nr; i++)
		selection->objects[selection->nr++] = candidates->all[i].object;
	return CLI_OK;
}

void selection_free(struct selection *selection)
{
	free(selection->objects);
	*selection = (struct selection){ 0 };
}
