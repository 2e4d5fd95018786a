// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * cxl-region-agreement REQUESTS SEED: random requests for regions, legal and illegal, on
 * the machine it runs on. What the plan says of each, and what the kernel says when every
 * step is taken whatever the plan said, must be the same; after a refusal the decoders and
 * regions must be as before.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cxl/region/apply.h"
#include "cxl/region/destroy.h"
#include "lib/base/parse.h"

#define MAX_KEPT 64

struct agreement {
	unsigned long long random;
	char kept[MAX_KEPT][32];	/* regions of ours, the oldest first */
	unsigned int nr_kept;
	unsigned int nr_legal, nr_refused, nr_disagreed, nr_residue, nr_skipped;
};

static struct { const char *rule; unsigned int nr; } rules[64];

static unsigned int draw(struct agreement *all, unsigned int below)
{
	all->random = all->random * 6364136223846793005ULL + 1442695040888963407ULL;
	return (all->random >> 33) % below;
}

static void count_rule(const char *rule)
{
	unsigned int i = 0;

	while (rules[i].rule && strcmp(rules[i].rule, rule))
		i++;
	rules[i].rule = rule;
	rules[i].nr++;
}

/* Everything that a request could leave behind, as one text; freed by the caller. */
static char *state_of(struct cxl_ctx *ctx)
{
	struct cxl_decoder *decoder;
	struct cxl_memdev *memdev;
	struct cxl_region *region;
	char *text = NULL;
	struct cxl_bus *bus;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	cxl_bus_foreach(ctx, bus)
		cxl_decoder_foreach(cxl_bus_get_port(bus), decoder)
			cxl_region_foreach(decoder, region)
				fprintf(out, "%s %llx %llx\n", cxl_region_get_devname(region),
					cxl_region_get_resource(region),
					cxl_region_get_size(region));
	cxl_memdev_foreach(ctx, memdev) {
		struct cxl_endpoint *endpoint = cxl_memdev_get_endpoint(memdev);

		if (!endpoint)
			continue;
		cxl_decoder_foreach(cxl_endpoint_get_port(endpoint), decoder) {
			struct cxl_region *of = cxl_decoder_get_region(decoder);

			fprintf(out, "%s %llx %llx %s\n", cxl_decoder_get_devname(decoder),
				cxl_decoder_get_dpa_size(decoder), cxl_decoder_get_size(decoder),
				of ? cxl_region_get_devname(of) : "-");
		}
	}
	fclose(out);
	return text;
}

static struct session *open_session(struct session *session)
{
	if (session_open(session, NULL, NULL, false))
		exit(2);
	cxl_set_wait(session->ctx, false);
	return session;
}

/* Members that could do, mostly; then the request is damaged, or not. */
static void draw_members(struct agreement *all, struct plan_machine *machine, struct plan *plan)
{
	const struct plan_wish wish = {
		.type = plan->type, .ways = plan->ways, .grain = plan->grain,
		.start = plan->window->start + plan->window->size,
	};
	unsigned long long capacity;
	struct plan_refusal ignored;

	for (size_t i = 0; i < machine->nr_members; i++)
		machine->members[i]->wanted = draw(all, 8) != 0;
	if (!plan_check_ways(plan->window, plan->ways, &ignored) ||
	    !plan_pick(plan->window, &wish, plan->members, &capacity))
		for (unsigned int i = 0; i < plan->ways; i++)
			plan->members[i] = machine->members[draw(all, machine->nr_members)];
	for (unsigned int nr = draw(all, 5) / 3; nr; nr--) {
		unsigned int i = draw(all, plan->ways), j = draw(all, plan->ways);
		struct plan_member *member = plan->members[i];

		plan->members[i] = plan->members[j];
		plan->members[j] = member;
		if (draw(all, 4) == 0)
			plan->members[i] = machine->members[draw(all, machine->nr_members)];
	}
}

static void draw_plan(struct agreement *all, struct plan_machine *machine, struct plan *plan)
{
	static const unsigned int ways[] = { 1, 2, 4, 8, 3, 6, 12, 16, 5 };
	static const unsigned int grains[] = {
		128, 32768, 300, 256, 512, 1024, 4096, 8192, 16384
	};
	unsigned long long free_size = 0;
	bool strict = draw(all, 8) != 0;

	*plan = (struct plan){ .window = &machine->windows[draw(all, machine->nr_windows)] };
	plan->type = plan->window->type[PLAN_PMEM] ? PLAN_PMEM : PLAN_RAM;
	if (draw(all, 16) == 0)
		plan->type = !plan->type;
	plan->ways = plan->window->ways << draw(all, 3);
	if (!strict)
		plan->ways = ways[draw(all, ARRAY_SIZE(ways))];
	if (plan->ways > PLAN_WAYS_MAX)
		plan->ways = plan->window->ways;
	if (strict && (plan->window->ways > 1 || draw(all, 2)))
		plan->grain = plan->window->grain;
	else
		plan->grain = grains[strict ? 3 + draw(all, 6) : draw(all, ARRAY_SIZE(grains))];
	draw_members(all, machine, plan);
	for (unsigned int i = 0; i < plan->ways; i++)
		if (plan->members[i]->free[plan->type] > free_size)
			free_size = plan->members[i]->free[plan->type];
	/* Small ones, so that many fit; sometimes all there is, or more, or no multiple. */
	plan->size = PLAN_UNIT * (1 + draw(all, 2)) * plan->ways;
	if (draw(all, 6) == 0)
		plan->size = free_size * plan->ways + PLAN_UNIT * plan->ways * draw(all, 2);
	if (draw(all, 12) == 0)
		plan->size += PLAN_UNIT / 2 * (1 + draw(all, 2));
	if (!plan->size)
		plan->size = PLAN_UNIT * plan->ways;
}

/* The next decoder of every member; where there is none, the last one is tried. */
static bool complete_members(struct plan *plan)
{
	for (unsigned int i = 0; i < plan->ways; i++) {
		struct plan_port *endpoint = plan->members[i]->endpoint;

		if (!endpoint->decoder)
			endpoint->decoder = cxl_decoder_get_last(endpoint->port);
		if (!endpoint->decoder)
			return false;
	}
	return true;
}

static bool is_planned(struct plan_machine *machine, const struct plan *wanted,
		       struct plan_refusal *refusal)
{
	struct plan_member *members[PLAN_WAYS_MAX];
	struct plan_request request = {
		.members = members, .nr_members = wanted->ways, .ordered = true,
		.ways = wanted->ways, .grain = wanted->grain, .size = wanted->size,
		.typed = true, .type = wanted->type,
	};
	struct plan plan;

	memcpy(members, wanted->members, sizeof(members));
	for (size_t i = 0; i < machine->nr_windows; i++)
		machine->windows[i].excluded = &machine->windows[i] != wanted->window;
	return plan_make(machine, &request, &plan, refusal);
}

static void tell(const struct plan *plan, const char *what, const struct plan_refusal *refusal)
{
	fprintf(stderr, "# %s: %s x%u %uB %s in %s:", what, plan_type_name(plan->type), plan->ways,
		plan->grain, plan_size(plan->size), cxl_decoder_get_devname(plan->window->decoder));
	for (unsigned int i = 0; i < plan->ways; i++)
		fprintf(stderr, " %s", plan_member_name(plan->members[i]));
	if (refusal->rule)
		fprintf(stderr, "; %s: %s: %s", refusal->rule, refusal->must, refusal->found);
	fputc('\n', stderr);
}

static void random_uuid(struct agreement *all, uuid_t uuid)
{
	for (int i = 0; i < 16; i++)
		uuid[i] = draw(all, 256);
}

/* Every step, whatever the plan says. True: the kernel made the region. */
static bool force(struct agreement *all, struct session *session, struct plan *plan)
{
	struct region_steps steps;
	char name[32];
	uuid_t uuid;
	bool made;

	random_uuid(all, uuid);
	region_steps_make(&steps, plan, region_next_name(plan, name, sizeof(name)), uuid);
	made = region_apply(session, &steps, false) == CLI_OK;
	if (made && all->nr_kept < MAX_KEPT)
		snprintf(all->kept[all->nr_kept++], sizeof(all->kept[0]), "%s", steps.region);
	steps_free(&steps.list);
	return made;
}

static struct cxl_region *find_region(struct cxl_ctx *ctx, const char *name)
{
	struct cxl_decoder *decoder;
	struct cxl_region *region;
	struct cxl_bus *bus;

	cxl_bus_foreach(ctx, bus)
		cxl_decoder_foreach(cxl_bus_get_port(bus), decoder)
			cxl_region_foreach(decoder, region)
				if (!strcmp(cxl_region_get_devname(region), name))
					return region;
	return NULL;
}

static void compare_state(struct agreement *all, const char *before, const struct plan *plan)
{
	struct plan_refusal nothing = { 0 };
	struct session session;
	char *after = state_of(open_session(&session)->ctx);

	if (strcmp(before, after)) {
		all->nr_residue++;
		tell(plan, "not as before", &nothing);
		fprintf(stderr, "%s--\n%s", before, after);
	}
	free(after);
	session_close(&session);
}

/* Destroy one: the last made, mostly, as the order of capacity wants it. */
static void destroy_one(struct agreement *all)
{
	unsigned int which = draw(all, 3) ? all->nr_kept - 1 : draw(all, all->nr_kept);
	struct session session;
	struct cxl_region *region = find_region(open_session(&session)->ctx, all->kept[which]);
	const struct region_change change = { .region = region };

	if (region && region_check_destroyable(region) && !region_destroy(&session, &change)) {
		all->nr_kept--;
		memmove(all->kept[which], all->kept[which + 1],
			(all->nr_kept - which) * sizeof(all->kept[0]));
	}
	session_close(&session);
}

static void one_request(struct agreement *all)
{
	struct plan_refusal refusal = { 0 };
	struct plan_machine machine;
	struct session session;
	bool planned, made;
	struct plan plan;
	char *before;

	open_session(&session);
	before = state_of(session.ctx);
	if (plan_machine_read(&machine, session.ctx) || !machine.nr_windows || !machine.nr_members)
		exit(2);
	draw_plan(all, &machine, &plan);
	planned = is_planned(&machine, &plan, &refusal);
	if (!complete_members(&plan)) {
		all->nr_skipped++;
	} else {
		made = force(all, &session, &plan);
		*(made ? &all->nr_legal : &all->nr_refused) += 1;
		if (!planned)
			count_rule(refusal.rule);
		if (made != planned) {
			all->nr_disagreed++;
			tell(&plan, made ? "made, though the plan refused" :
					   "planned, and the kernel refused", &refusal);
		}
		if (!made)
			compare_state(all, before, &plan);
	}
	free(before);
	plan_machine_free(&machine);
	session_close(&session);
}

int main(int argc, char **argv)
{
	unsigned long long requests, seed;
	struct agreement all = { 0 };

	if (argc != 3 || parse_u64(argv[1], &requests) || parse_u64(argv[2], &seed))
		return 2;
	say_as("cxl-region-agreement", NULL);
	if (!freopen("/dev/null", "w", stdout))
		return 2;
	all.random = seed;
	for (unsigned long long i = 0; i < requests; i++) {
		one_request(&all);
		if (all.nr_kept && draw(&all, 2))
			destroy_one(&all);
	}
	while (all.nr_kept) {
		unsigned int before = all.nr_kept;

		for (int tries = 0; tries < 64 && all.nr_kept == before; tries++)
			destroy_one(&all);
		if (all.nr_kept == before)
			break;
	}
	fprintf(stderr, "# %llu requests, seed %llu: %u made, %u refused, %u skipped, %u left\n",
		requests, seed, all.nr_legal, all.nr_refused, all.nr_skipped, all.nr_kept);
	for (unsigned int i = 0; rules[i].rule; i++)
		fprintf(stderr, "#   %-20s %u\n", rules[i].rule, rules[i].nr);
	fprintf(stderr, "# %u disagreements, %u not as before\n", all.nr_disagreed, all.nr_residue);
	return all.nr_disagreed || all.nr_residue || all.nr_kept || !all.nr_legal;
}
