// SPDX-License-Identifier: GPL-2.0-or-later
/* The keys of a rule and what their values may be. */
#include <string.h>
#include <strings.h>
#include <uuid/uuid.h>

#include "daxctl/config/rules.h"
#include "lib/base/parse.h"

static const char *set_uuid(const char *value, unsigned char uuid[16])
{
	return uuid_parse(value, uuid) ?
		"is no UUID, which has 8-4-4-4-12 hexadecimal digits" : NULL;
}

static const char *set_nvdimm_uuid(struct config_rule *rule, const char *value)
{
	return set_uuid(value, rule->nvdimm_uuid);
}

static const char *set_region_uuid(struct config_rule *rule, const char *value)
{
	return set_uuid(value, rule->region_uuid);
}

static const char *set_region_name(struct config_rule *rule, const char *value)
{
	return parse_id(value, "region", &rule->region) ?
		"is no name of a region, such as region0" : NULL;
}

static const char *add_serial(struct config_rule *rule, const char *word)
{
	unsigned long long serial;

	if (parse_u64(word, &serial))
		return "has a word that is no serial number, such as 0x1234 or 4660";
	for (size_t i = 0; i < rule->nr_serials; i++)
		if (rule->serials[i] == serial)
			return "names a serial number twice";
	if (rule->nr_serials == CONFIG_SERIALS_MAX)
		return "names more serial numbers than a region can have memdevs, which is 16";
	rule->serials[rule->nr_serials++] = serial;
	return NULL;
}

static const char *set_serial(struct config_rule *rule, const char *value)
{
	_cleanup_free_ char *copy = strdup(value);
	const char *why = NULL;
	char *rest = copy, *word;

	if (!copy)
		return "cannot be kept: out of memory";
	while (!why && (word = strsep(&rest, " \t,")))
		if (*word)
			why = add_serial(rule, word);
	return why || rule->nr_serials ? why : "names no serial number";
}

static const char *set_node(struct config_rule *rule, const char *value)
{
	int node;

	if (parse_int(value, &node) || node < 0)
		return "is no NUMA node, which is a number from 0";
	rule->node = node;
	return NULL;
}

static const char *set_mode(struct config_rule *rule, const char *value)
{
	if (!strcasecmp(value, "system-ram"))
		rule->mode = DAXCTL_DEV_MODE_RAM;
	else if (!strcasecmp(value, "devdax"))
		rule->mode = DAXCTL_DEV_MODE_DEVDAX;
	else if (!strcasecmp(value, "famfs"))
		rule->mode = DAXCTL_DEV_MODE_FAMFS;
	else
		return "is no mode: devdax, system-ram or famfs";
	return NULL;
}

static const char *set_flag(bool *flag, const char *value)
{
	static const char *const words[] = {
		"false", "true", "no", "yes", "f", "t", "n", "y", "0", "1", "off", "on",
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (!strcasecmp(value, words[i])) {
			*flag = i % 2;
			return NULL;
		}
	}
	return "is neither yes nor no";
}

static const char *set_online(struct config_rule *rule, const char *value)
{
	return set_flag(&rule->online, value);
}

static const char *set_movable(struct config_rule *rule, const char *value)
{
	return set_flag(&rule->movable, value);
}

static const char *set_zone(struct config_rule *rule, const char *value)
{
	rule->movable = !strcasecmp(value, "movable");
	return rule->movable || !strcasecmp(value, "normal") ?
		NULL : "is no zone: movable or normal";
}

static const struct {
	const char *name;
	const char *(*set)(struct config_rule *rule, const char *value);
} keys[NR_CONFIG_KEYS] = {
	[CONFIG_NVDIMM_UUID] = { "nvdimm.uuid", set_nvdimm_uuid },
	[CONFIG_REGION_UUID] = { "region.uuid", set_region_uuid },
	[CONFIG_REGION_NAME] = { "region.name", set_region_name },
	[CONFIG_SERIAL] = { "memdev.serial", set_serial },
	[CONFIG_NODE] = { "numa.node", set_node },
	[CONFIG_MODE] = { "mode", set_mode },
	[CONFIG_ONLINE] = { "online", set_online },
	[CONFIG_ZONE] = { "zone", set_zone },
	[CONFIG_MOVABLE] = { "movable", set_movable },
};

enum config_key config_key_find(const char *name)
{
	size_t key = 0;

	while (key < NR_CONFIG_KEYS && strcasecmp(keys[key].name, name))
		key++;
	return (enum config_key)key;
}

const char *config_key_name(enum config_key key)
{
	return keys[key].name;
}

const char *config_key_set(struct config_rule *rule, enum config_key key, const char *value)
{
	return *value ? keys[key].set(rule, value) : "has no value";
}
