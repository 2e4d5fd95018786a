// SPDX-License-Identifier: GPL-2.0-or-later
/* Which rule of the configuration is for a device. */
#include <string.h>

#include "daxctl/config/match.h"
#include "lib/tool/io/say.h"

static bool is_uuid(const unsigned char *a, const unsigned char *b)
{
	static const unsigned char none[16];

	return memcmp(a, none, sizeof(none)) && !memcmp(a, b, sizeof(none));
}

static bool has_nvdimm_uuid(const struct config_rule *rule, const struct config_subject *subject)
{
	for (size_t i = 0; i < subject->nr_nvdimm_uuids; i++)
		if (is_uuid(subject->nvdimm_uuids[i], rule->nvdimm_uuid))
			return true;
	return false;
}

static bool has_serial(const struct config_rule *rule, unsigned long long serial)
{
	for (size_t i = 0; i < rule->nr_serials; i++)
		if (rule->serials[i] == serial)
			return true;
	return false;
}

/* All memdevs of the region and no others, in any order: no rule names one twice. */
static bool has_serials(const struct config_rule *rule, const struct config_subject *subject)
{
	if (rule->nr_serials != subject->nr_serials)
		return false;
	for (size_t i = 0; i < subject->nr_serials; i++) {
		if (!has_serial(rule, subject->serials[i]))
			return false;
		for (size_t j = 0; j < i; j++)
			if (subject->serials[i] == subject->serials[j])
				return false;
	}
	return true;
}

static bool has(const struct config_rule *rule, const struct config_subject *subject,
		enum config_key key)
{
	switch (key) {
	case CONFIG_NVDIMM_UUID:
		return has_nvdimm_uuid(rule, subject);
	case CONFIG_REGION_UUID:
		return subject->in_region && is_uuid(subject->region_uuid, rule->region_uuid);
	case CONFIG_REGION_NAME:
		return subject->in_region && subject->region == rule->region;
	case CONFIG_SERIAL:
		return has_serials(rule, subject);
	default:
		return subject->node == rule->node;
	}
}

enum config_key config_rule_mismatch(const struct config_rule *rule,
				     const struct config_subject *subject)
{
	for (enum config_key key = 0; config_key_matches(key); key++)
		if (rule->lines[key] && !has(rule, subject, key))
			return key;
	return NR_CONFIG_KEYS;
}

bool config_rule_matches(const struct config_rule *rule, const struct config_subject *subject)
{
	return config_rule_mismatch(rule, subject) == NR_CONFIG_KEYS;
}

int config_find(const struct config *config, const struct config_subject *subject,
		const struct config_rule **rule)
{
	*rule = NULL;
	for (size_t i = 0; i < config->nr; i++) {
		const struct config_rule *other = config->rules[i];

		if (!config_rule_matches(other, subject))
			continue;
		if (*rule) {
			say_error("%s: two sections are for it: %s:%u and %s:%u", subject->name,
				  (*rule)->file, (*rule)->line, other->file, other->line);
			say_hint("Remove one, or let it ask for more: a section is for what has all that it asks for");
			return CLI_FAILED;
		}
		*rule = other;
	}
	return CLI_OK;
}
