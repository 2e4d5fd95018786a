// SPDX-License-Identifier: GPL-2.0-or-later
/* cxl create-region: a plan, and then the steps that carry it out. */
#include "cxl/commands.h"
#include "cxl/region/alternatives.h"
#include "cxl/region/apply.h"
#include "cxl/region/disabled.h"
#include "cxl/region/options.h"
#include "cxl/region/request.h"
#include "lib/tool/host/cpu-cache.h"

static const struct option_choice region_types[] = {
	{ "pmem", "persistent" }, { "ram", "volatile" }, { "volatile", "the same as ram" },
	{ NULL, NULL },
};

static const struct option_row create_region_options[] = {
	SIZE('s', "size", struct create_params, size,
	     "size of the region; default: as large as its members allow"),
	TEXT('w', "ways", struct create_params, ways, "NUMBER", WORD_NONE,
	     "interleave over so many memdevs; default: those that are named"),
	SIZE('g', "granularity", struct create_params, grain,
	     "bytes before the next memdev follows; default: as the window"),
	{ .name = "type", .letter = 't', .type = OPTION_TEXT, .arg = "TYPE",
	  .offset = offsetof(struct create_params, type), .choices = region_types,
	  .help = "pmem, ram or volatile; default: pmem where there is some" },
	TEXT('U', "uuid", struct create_params, uuid, "UUID", WORD_NONE,
	     "of a pmem region; default: a random one"),
	FLAG('m', "memdevs", struct create_params, memdevs,
	     "the words are memdevs; they always are"),
	FLAG('u', "human", struct create_params, human,
	     "sizes with units, numbers in hexadecimal"),
	FLAG('Q', "enforce-qos", struct create_params, enforce_qos,
	     "refuse memdevs of another QoS class than the window's"),
	TEXT('b', "bus", struct create_params, bus, "BUS", WORD_BUS, "only below these buses"),
	TEXT('d', "decoder", struct create_params, decoder, "DECODER", WORD_DECODER,
	     "only in these windows, decoders of a root; default: the one that fits best"),
	FLAG(0, "dry-run", struct create_params, dry_run,
	     "show the region and every write that would make it; change nothing"),
	FLAG(0, "list-options", struct create_params, list_options,
	     "show every region that could be made; change nothing"),
	FLAG(0, "json", struct create_params, json, "with the two above: as JSON"),
	FLAG(0, "debug", struct create_params, debug, "tell what the library does"),
	OPTIONS_MACHINE(struct create_params, machine),
	OPTION_END,
};

static void suggest_enabling(const struct disabled_members *disabled)
{
	if (disabled->nr)
		say_hint("disabled %zu memdev%s with %s; to enable: cxl enable-memdev %s",
			 disabled->nr, disabled->nr == 1 ? "" : "s", plan_size(disabled->capacity),
			 disabled->names);
}

static void explain(struct region_request *request, struct plan_refusal *refusal)
{
	struct plan others[3];
	size_t nr = plan_instead(&request->machine, &request->plan, others, ARRAY_SIZE(others));
	struct disabled_members disabled;
	char text[256];

	find_disabled_members(&request->machine, &request->plan, &disabled);
	refuse_disabled_members(&request->machine, &request->plan, &disabled, refusal);

	say_error("%s", refusal->what);
	say_hint("rule     %s: %s", refusal->rule, refusal->must);
	say_hint("found    %s", refusal->found);
	for (size_t i = 0; i < nr; i++) {
		plan_describe(&others[i], text, sizeof(text));
		say_hint("%-8s %s", i ? "" : "instead", text);
	}
	suggest_enabling(&disabled);
	if (nr)
		say_hint("(cxl create-region --list-options shows every region that can be made now)");
	else
		say_hint("No region can be made now.");
}

/* What was planned would fail in the end; false: as far as is known, it would not. */
static bool explain_commit(const struct session *session, const char *what)
{
	char where[256];

	if (!cpu_cache_prevents_commit(session->sysroot, where, sizeof(where)))
		return false;
	say_error("%s: the kernel refuses to commit any region in this virtual machine", what);
	say_hint("rule     cpu-cache: the kernel can empty the CPU's caches");
	say_hint("found    CONFIG_CXL_REGION_INVALIDATION_TEST is not set in %s", where);
	say_hint("instead  a kernel where it is set; cxl-vm has one: cxl-vm --kernel lab");
	return true;
}

static int list_options(struct session *session, struct region_request *request,
			const struct create_params *params)
{
	struct disabled_members disabled;
	struct plan_list list;
	int status = CLI_OK;

	if (plan_list_make(&request->machine, &request->plan, &list)) {
		say_error("out of memory");
		status = CLI_FAILED;
	} else if (show_plan_list(&list, params->json, params->human)) {
		status = CLI_FAILED;
	} else if (!list.nr) {
		struct plan_refusal refusal;
		struct plan plan;

		if (!plan_make(&request->machine, &request->plan, &plan, &refusal)) {
			find_disabled_members(&request->machine, &request->plan, &disabled);
			refuse_disabled_members(&request->machine, &request->plan, &disabled,
						&refusal);
			say_error("no region can be made: %s: %s", refusal.must, refusal.found);
			suggest_enabling(&disabled);
		}
	}
	if (list.nr)
		explain_commit(session, "none of these can be made now");
	free(list.plans);
	return status;
}

static int create(struct session *session, struct region_request *request,
		  const struct create_params *params)
{
	struct plan_refusal refusal;
	struct region_steps steps;
	struct plan plan;
	char name[32];
	int status;

	if (!plan_make(&request->machine, &request->plan, &plan, &refusal)) {
		explain(request, &refusal);
		return CLI_FAILED;
	}
	region_steps_make(&steps, &plan, region_next_name(&plan, name, sizeof(name)),
			  request->uuid);
	if (!params->dry_run)
		status = region_apply(session, &steps, params->human);
	else if (show_dry_run(&steps, params->json, params->human) ||
		 explain_commit(session, "it would fail"))
		status = CLI_FAILED;
	else
		status = CLI_OK;
	steps_free(&steps.list);
	return status;
}

static int run_create_region(void *data, int nr_words, char **words)
{
	const struct create_params *params = data;
	struct region_request request = { 0 };
	struct session session;
	int status;

	status = session_open_machine(&session, NULL, &params->machine, params->debug);
	if (status == CLI_OK && machine_name(&params->machine) && !params->dry_run &&
	    !params->list_options) {
		say_error("%s is a recorded machine: regions are created on a real one; see --dry-run",
			  quoted(machine_name(&params->machine)));
		status = CLI_FAILED;
	}
	if (status == CLI_OK)
		status = region_request_make(&session, params, nr_words, words, &request);
	if (status == CLI_OK)
		status = params->list_options ? list_options(&session, &request, params) :
						create(&session, &request, params);
	region_request_free(&request);
	session_close(&session);
	return status;
}

const struct command command_create_region = {
	.name = "create-region",
	.group = "Regions",
	.summary = "make a region of memory devices",
	.words = "[MEMDEV...]",
	.completes = WORD_MEMDEV,
	.options = create_region_options,
	.params_size = sizeof(struct create_params),
	.run = run_create_region,
};
