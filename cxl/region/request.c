// SPDX-License-Identifier: GPL-2.0-or-later
/* From the options and words of create-region to a request for a plan. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <uuid/uuid.h>

#include "cxl/objects/match.h"
#include "cxl/region/request.h"
#include "lib/base/parse.h"

static int out_of_memory(void)
{
	say_error("out of memory");
	return CLI_FAILED;
}

static int take_uuid(const struct create_params *params, struct region_request *request)
{
	static const unsigned char nothing[16];

	if (!params->uuid) {
		uuid_generate_random(request->uuid);
		return CLI_OK;
	}
	if (uuid_parse(params->uuid, request->uuid) || !memcmp(request->uuid, nothing, 16)) {
		say_error("--uuid %s is no UUID: 8-4-4-4-12 hexadecimal digits, not all 0",
			  quoted(params->uuid));
		return CLI_USAGE;
	}
	if (request->plan.typed && request->plan.type == PLAN_RAM) {
		say_error("--uuid is for pmem: ram regions have none");
		return CLI_USAGE;
	}
	request->plan.typed = true;
	request->plan.type = PLAN_PMEM;
	return CLI_OK;
}

/* The kernel would refuse, too, but later. */
static int check_uuid(const struct create_params *params, const struct region_request *request)
{
	struct cxl_region *region;
	uuid_t other;

	for (size_t i = 0; params->uuid && i < request->machine.nr_windows; i++) {
		cxl_region_foreach(request->machine.windows[i].decoder, region) {
			cxl_region_get_uuid(region, other);
			if (memcmp(other, request->uuid, sizeof(other)))
				continue;
			say_error("--uuid %s is that of %s: no two regions have the same",
				  quoted(params->uuid), cxl_region_get_devname(region));
			return CLI_FAILED;
		}
	}
	return CLI_OK;
}

static int take_type(const char *type, struct plan_request *plan)
{
	enum cxl_decoder_mode mode;

	if (!type)
		return CLI_OK;
	mode = cxl_decoder_mode_from_ident(type);
	if (mode == CXL_DECODER_MODE_NONE) {
		say_error("--type cannot be \"%s\": it must be one of pmem, ram or volatile",
			  quoted(type));
		return CLI_USAGE;
	}
	plan->typed = true;
	plan->type = mode == CXL_DECODER_MODE_RAM ? PLAN_RAM : PLAN_PMEM;
	return CLI_OK;
}

static int take_numbers(const struct create_params *params, struct plan_request *plan)
{
	plan->size = params->size.bytes;
	plan->grain = params->grain.bytes;
	plan->enforce_qos = params->enforce_qos;
	if (params->ways && (parse_u64(params->ways, &plan->ways) || !plan->ways)) {
		say_error("--ways %s is no number above 0", quoted(params->ways));
		return CLI_USAGE;
	}
	if ((params->size.given && !plan->size) || (params->grain.given && !plan->grain)) {
		say_error("--%s is 0 bytes", params->size.given && !plan->size ? "size" :
										 "granularity");
		return CLI_USAGE;
	}
	return CLI_OK;
}

/* Windows that --decoder and --bus do not name are not used. */
static int exclude(struct session *session, struct plan_machine *machine, const char *option,
		   const char *text, bool (*matches)(struct filter *, const struct plan_window *))
{
	struct filter filter;
	int status = CLI_OK;
	size_t nr = 0;

	if (!text)
		return CLI_OK;
	if (filter_names(&filter, text)) {
		filter_free(&filter);
		say_error("--%s \"%s\" names nothing", option, quoted(text));
		return CLI_USAGE;
	}
	for (size_t i = 0; i < machine->nr_windows; i++) {
		bool match = matches(&filter, &machine->windows[i]);

		machine->windows[i].excluded |= !match;
		nr += match;
	}
	filter_free(&filter);
	if (!nr) {
		say_error("no window matches --%s \"%s\"; there are %zu%s", option, quoted(text),
			  machine->nr_windows,
			  cxl_bus_get_first(session->ctx) ? " (cxl list -D -d root)" :
							    ", and no bus");
		status = CLI_USAGE;
	}
	return status;
}

static bool by_decoder(struct filter *filter, const struct plan_window *window)
{
	return match_decoder(filter, window->decoder);
}

static bool by_bus(struct filter *filter, const struct plan_window *window)
{
	return match_bus(filter, window->bus);
}

static struct plan_member *member_of(const struct plan_machine *machine,
				     const struct cxl_memdev *memdev)
{
	for (size_t i = 0; i < machine->nr_members; i++)
		if (machine->members[i]->memdev == memdev)
			return machine->members[i];
	return NULL;
}

/* Members in the order of the words: each word may be a list, and counts as its parts. */
static int take_words(struct session *session, const struct create_params *params,
		      struct region_request *request, int nr_words, char **words)
{
	const struct memdev_options options = { .bus = params->bus };
	struct selection selection = { 0 };
	int status = CLI_OK;

	request->plan.ordered = true;
	for (int i = 0; i < nr_words && status == CLI_OK; i++) {
		size_t before = selection.nr;

		selection_free(&selection);
		status = select_memdevs(session, &options, i + 1, words, &selection);
		if (status == CLI_OK && selection.nr == before && strcmp(words[i], "all")) {
			say_error("%s is named twice: a memdev is at one position of a region",
				  quoted(words[i]));
			status = CLI_USAGE;
		}
		if (!strcmp(words[i], "all"))
			request->plan.ordered = false;
	}
	request->members = calloc(selection.nr + 1, sizeof(*request->members));
	for (size_t i = 0; i < selection.nr && status == CLI_OK; i++) {
		struct plan_member *member = member_of(&request->machine, selection.objects[i]);
		const char *name = cxl_memdev_get_devname(selection.objects[i]);

		if (!request->members) {
			status = out_of_memory();
		} else if (member) {
			request->members[request->plan.nr_members++] = member;
		} else if (request->plan.ordered) {
			say_error("%s is disabled, or has no endpoint in the topology: it cannot be in a region",
				  name);
			say_hint("Try: cxl enable-memdev %s", name);
			status = CLI_FAILED;
		}
	}
	selection_free(&selection);
	return status;
}

/* "mem0,mem1 mem2" as three words. */
static int split_words(int nr_words, char **words, char **copy, char ***parts, int *nr)
{
	size_t len = 1;
	char *at, *save;

	*nr = 0;
	for (int i = 0; i < nr_words; i++)
		len += strlen(words[i]) + 1;
	*copy = calloc(1, len);
	*parts = calloc(len, sizeof(**parts));
	if (!*copy || !*parts)
		return -ENOMEM;
	at = *copy;
	for (int i = 0; i < nr_words; i++) {
		at = mempcpy(at, words[i], strlen(words[i]));
		*at++ = ' ';
	}
	for (at = strtok_r(*copy, " ,\t\n", &save); at; at = strtok_r(NULL, " ,\t\n", &save))
		(*parts)[(*nr)++] = at;
	return 0;
}

static int take_members(struct session *session, const struct create_params *params,
			struct region_request *request, int nr_words, char **words)
{
	_cleanup_free_ char *copy = NULL;
	_cleanup_free_ char **parts = NULL;
	int status, nr;

	if (split_words(nr_words, words, &copy, &parts, &nr))
		return out_of_memory();
	if (nr) {
		status = take_words(session, params, request, nr, parts);
		request->plan.members = request->members;
		return status;
	}
	if (nr_words) {
		say_error("an empty word names no memdev");
		return CLI_USAGE;
	}
	request->plan.members = request->machine.members;
	request->plan.nr_members = request->machine.nr_members;
	return CLI_OK;
}

int region_request_make(struct session *session, const struct create_params *params,
			int nr_words, char **words, struct region_request *request)
{
	int status;

	*request = (struct region_request){ 0 };
	status = take_type(params->type, &request->plan);
	if (status == CLI_OK)
		status = take_numbers(params, &request->plan);
	if (status == CLI_OK)
		status = take_uuid(params, request);
	if (status == CLI_OK && plan_machine_read(&request->machine, session->ctx))
		status = out_of_memory();
	if (status == CLI_OK)
		status = check_uuid(params, request);
	if (status == CLI_OK)
		status = exclude(session, &request->machine, "decoder", params->decoder,
				 by_decoder);
	if (status == CLI_OK)
		status = exclude(session, &request->machine, "bus", params->bus, by_bus);
	if (status == CLI_OK)
		status = take_members(session, params, request, nr_words, words);
	return status;
}

void region_request_free(struct region_request *request)
{
	plan_machine_free(&request->machine);
	free(request->members);
}
