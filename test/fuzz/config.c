// SPDX-License-Identifier: GPL-2.0-or-later
/* Configuration files (daxctl/config/rules.h): any bytes as the file. */
#include <stdlib.h>
#include <string.h>

#include "daxctl/config/match.h"
#include "lib/tool/io/say.h"
#include "test/fuzz/fuzz.h"

static size_t count(const char *text, const char *what)
{
	size_t nr = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		nr++;
	return nr;
}

/* What a file that was accepted says makes sense. */
static void check_rule(const struct config *config, size_t at, size_t size)
{
	static const struct config_subject nothing = { .name = "dax0.0", .node = -1 };
	const struct config_rule *rule = config->rules[at];
	bool for_some = false;

	must(rule->line && rule->line <= size && strlen(rule->name) <= size);
	for (enum config_key key = 0; key < NR_CONFIG_KEYS; key++) {
		must(!rule->lines[key] || rule->lines[key] > rule->line);
		for_some = for_some || (config_key_matches(key) && rule->lines[key]);
	}
	must(for_some);
	must(!rule->lines[CONFIG_ZONE] || !rule->lines[CONFIG_MOVABLE]);
	must(rule->mode >= 0 && rule->mode < DAXCTL_DEV_MODE_END);
	must(rule->mode == DAXCTL_DEV_MODE_RAM || (rule->online && rule->movable));
	must(rule->node >= 0 && rule->region >= 0 && rule->nr_serials <= CONFIG_SERIALS_MAX);
	must(!rule->lines[CONFIG_SERIAL] == !rule->nr_serials);
	must(!config_rule_matches(rule, &nothing));
	for (size_t i = 0; i < at; i++)
		must(strcmp(config->rules[i]->name, rule->name));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data, *out, *err;
	struct config config = { 0 };
	int status;

	fuzz_print_begin();
	status = config_parse(&config, "f", bytes, size);
	fuzz_print_end(&out, &err);
	must(!*out && fuzz_is_printable(err, '\n'));
	must(status == CLI_OK || status == CLI_FAILED);
	/* One mistake is told, with its line; else nothing. */
	must(!*err == (status == CLI_OK));
	must(status == CLI_OK || count(err, "f:") >= 1);
	if (status == CLI_OK) {
		must(!memchr(bytes, '\0', size) && !memchr(bytes, '\r', size));
		for (size_t i = 0; i < config.nr; i++)
			check_rule(&config, i, size);
	}
	config_free(&config);
	must(!config.nr && !config.rules);
	return 0;
}
