/* A prefix rule: which prefixes a registry permits, and at which length. */
#include "stream/prefix-rule.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static bool
take_number(const struct taking *t, uint32_t *number)
{
	const struct slice *key = &t->record->key;
	const char *slash = memchr(key->p, '/', key->n);
	uint64_t n;

	if (slash == NULL ||
	    !number_parse(key->p, (size_t)(slash - key->p), 0, UINT32_MAX, &n,
		NULL))
		return field_refuse(t, "prefix-rule",
		    "expected the key "
		    "NUMBER/FAMILY");
	*number = (uint32_t)n;
	return true;
}

bool
prefix_rule_take(const struct taking *t, struct prefix_rule *rule)
{
	struct slice action;

	if (!take_number(t, &rule->number) ||
	    !field_slice(t, "action", &action) ||
	    !field_prefix(t, "prefix", &rule->prefix) ||
	    !field_length(t, "min", &rule->prefix, &rule->min) ||
	    !field_length(t, "max", &rule->prefix, &rule->max))
		return false;
	rule->line = t->place->line;
	rule->permit = slice_is(action, "permit");
	return rule->permit || slice_is(action, "deny") ||
	    field_refuse(t, "action", "expected permit or deny");
}

const char *
prefix_rule_id(char text[static PREFIX_RULE_ID], uint32_t number,
    const struct prefix *p)
{
	snprintf(text, PREFIX_RULE_ID, "%" PRIu32 "/ipv%u", number,
	    p->addr.family == 6 ? 6u : 4u);
	return text;
}

void
prefix_rule_put(struct buf *line, const struct prefix_rule *rule)
{
	char id[PREFIX_RULE_ID], prefix[PREFIX_TEXT], min[4], max[4];

	prefix_rule_id(id, rule->number, &rule->prefix);
	snprintf(min, sizeof min, "%u", (unsigned)rule->min);
	snprintf(max, sizeof max, "%u", (unsigned)rule->max);
	record_start(line, "prefix-rule", strlen("prefix-rule"), id,
	    strlen(id));
	record_field_str(line, "action", rule->permit ? "permit" : "deny");
	record_field_str(line, "prefix", prefix_print(prefix, &rule->prefix));
	record_field_str(line, "min", min);
	record_field_str(line, "max", max);
	record_finish(line);
}

int
prefix_rule_cmp(const struct prefix_rule *a, const struct prefix_rule *b)
{
	int c;

	if (a->prefix.addr.family != b->prefix.addr.family)
		return a->prefix.addr.family < b->prefix.addr.family ? -1 : 1;
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	c = prefix_cmp(&a->prefix, &b->prefix);
	/* Two rules with one number: order them by content, the stricter
	 * first, so that the order of the input does not matter. */
	if (c == 0)
		c = a->permit - b->permit;
	if (c == 0)
		c = b->min - a->min;
	return c != 0 ? c : a->max - b->max;
}
