/* A rule of the registry's filter, and the list of all rules. */
#include "rpsl/filter-rule.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"
#include "base/sort.h"
#include "stream/records.h"

#define NONE SIZE_MAX

const struct rule_file rule_files[RULE_FILES] = {
	{ "filter.txt", 4 },
	{ "filter6.txt", 6 },
};

const struct rule_file *
rule_file_named(const char *name, size_t n)
{
	for (size_t i = 0; i < RULE_FILES; i++)
		if (slice_is((struct slice){ name, n }, rule_files[i].name))
			return &rule_files[i];
	return NULL;
}

/* Takes the next word off *REST; empty at the end or at a comment. */
static struct slice
word(struct slice *rest)
{
	const char *p = rest->p, *end = rest->p + rest->n, *start;

	while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
		p++;
	start = p;
	if (p < end && *p == '#')
		end = p;
	while (p < end && *p != ' ' && *p != '\t' && *p != '\r')
		p++;
	*rest = (struct slice){ p, (size_t)(end - p) };
	return (struct slice){ start, (size_t)(p - start) };
}

/* A rule's number may have leading zeros, which are ignored. */
static bool
take_number(struct slice w, struct rule *rule, struct why *why)
{
	uint64_t number;

	while (w.n > 1 && w.p[0] == '0') {
		w.p++;
		w.n--;
	}
	if (!number_parse(w.p, w.n, 0, UINT32_MAX, &number, why))
		return false;
	rule->number = (uint32_t)number;
	return true;
}

static bool
take_action(struct slice w, struct rule *rule, struct why *why)
{
	rule->permit = slice_is(w, "permit");
	if (rule->permit || slice_is(w, "deny"))
		return true;
	why_not(why, w.p, w.n, "permit or deny");
	return false;
}

static bool
take_prefix(struct slice w, struct rule *rule, struct why *why)
{
	unsigned family = rule->prefix.addr.family;

	if (!prefix_parse(w.p, w.n, &rule->prefix, why))
		return false;
	if (rule->prefix.addr.family == family)
		return true;
	why_set(why, "an IPv%u prefix (expected IPv%u)",
	    rule->prefix.addr.family, family);
	return false;
}

static bool
take_length(struct slice w, uint8_t *length, unsigned min,
    const struct rule *rule, struct why *why)
{
	uint64_t number;

	if (!number_parse(w.p, w.n, min, addr_bits(&rule->prefix.addr), &number,
		why))
		return false;
	*length = (uint8_t)number;
	return true;
}

static bool
take_min(struct slice w, struct rule *rule, struct why *why)
{
	return take_length(w, &rule->min, 0, rule, why);
}

static bool
take_max(struct slice w, struct rule *rule, struct why *why)
{
	return take_length(w, &rule->max, rule->min, rule, why);
}

static bool
take_nothing(struct slice w, struct rule *rule, struct why *why)
{
	(void)rule;
	if (w.n == 0)
		return true;
	why_not(why, w.p, w.n, "nothing but a # comment behind a rule");
	return false;
}

/* NUMBER ACTION PREFIX MIN MAX [# comment] */
static const struct {
	const char *name;
	bool (*take)(struct slice w, struct rule *rule, struct why *why);
} words[] = {
	{ "number", take_number },
	{ "action", take_action },
	{ "prefix", take_prefix },
	{ "minimum length", take_min },
	{ "maximum length", take_max },
	{ NULL, take_nothing },
};

static bool
take_line(struct rules *rules, struct slice line, const struct place *place,
    unsigned family, struct diag *diag)
{
	struct rule rule = {
		.prefix.addr.family = (uint8_t)family,
		.file = place->file,
		.line = place->line,
	};
	struct slice rest = line;
	struct why why;

	if (word(&rest).n == 0)
		return true;
	rest = line;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (words[i].take(word(&rest), &rule, &why))
			continue;
		diag_say(diag, DIAG_ERROR, place, words[i].name, "%s",
		    why.text);
		return false;
	}
	rules->v = mem_grow(rules->v, rules->n, &rules->cap, sizeof *rules->v);
	rules->v[rules->n++] = rule;
	return true;
}

bool
rules_parse(struct rules *rules, const char *text, size_t n, const char *file,
    unsigned family, struct diag *diag)
{
	struct slice rest = { text, n };
	char *name = mem_strdup(file);
	struct place place = { name, 0 };

	rules->file = mem_grow(rules->file, rules->nfiles, &rules->file_cap,
	    sizeof *rules->file);
	rules->file[rules->nfiles++] = name;
	while (rest.n > 0) {
		place.line++;
		if (!take_line(rules, slice_cut(&rest, '\n'), &place, family,
			diag))
			return false;
	}
	return true;
}

/* By family, number, then line. */
static int
by_number(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;
	int fx = x->prefix.addr.family, fy = y->prefix.addr.family;

	if (fx != fy)
		return fx - fy;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

static int
by_prefix(const void *a, const void *b)
{
	const struct rule_node *x = a, *y = b;

	return prefix_cmp(&x->rule->prefix, &y->rule->prefix);
}

/*
 * Links each prefix to the smallest prefix around it.  In the order of address
 * and length, a prefix follows those that contain it, and only prefixes inside
 * them are in between.
 */
static void
nest(struct rules *rules)
{
	rules->node = mem_alloc(rules->n * sizeof *rules->node);
	for (size_t i = 0; i < rules->n; i++)
		rules->node[i].rule = &rules->v[i];
	sort_all(rules->node, rules->n, sizeof *rules->node, by_prefix);
	for (size_t i = 0; i < rules->n; i++) {
		struct rule_node *node = &rules->node[i];
		size_t outer = i > 0 ? i - 1 : NONE;

		while (outer != NONE &&
		    !prefix_contains(&rules->node[outer].rule->prefix,
			&node->rule->prefix))
			outer = rules->node[outer].outer;
		node->outer = outer;
		node->first = node->rule;
		if (outer != NONE &&
		    rules->node[outer].first->number < node->rule->number)
			node->first = rules->node[outer].first;
	}
}

bool
rules_finish(struct rules *rules, struct diag *diag)
{
	bool ok = true;

	sort_all(rules->v, rules->n, sizeof *rules->v, by_number);
	for (size_t i = 1; i < rules->n; i++) {
		const struct rule *a = &rules->v[i - 1], *b = &rules->v[i];
		struct place place = { b->file, b->line };

		if (a->number != b->number ||
		    a->prefix.addr.family != b->prefix.addr.family)
			continue;
		diag_say(diag, DIAG_ERROR, &place, "number",
		    "%" PRIu32 " again (expected each number once; the "
		    "other is %s:%lu)",
		    b->number, a->file, a->line);
		ok = false;
	}
	nest(rules);
	return ok;
}

static int
node_cmp(const void *node, const void *prefix)
{
	return prefix_cmp(&((const struct rule_node *)node)->rule->prefix,
	    prefix);
}

const struct rule *
rules_find(const struct rules *rules, const struct prefix *p)
{
	/*
	 * The last rule that does not sort after P either contains P, or one
	 * of its outer prefixes does, if any.
	 */
	size_t behind = sort_upper(rules->node, rules->n, sizeof *rules->node,
	    p, node_cmp);
	size_t at = behind > 0 ? behind - 1 : NONE;

	while (at != NONE && !prefix_contains(&rules->node[at].rule->prefix, p))
		at = rules->node[at].outer;
	return at != NONE ? rules->node[at].first : NULL;
}

const char *
rule_id(char text[static RULE_ID], const struct rule *rule)
{
	return prefix_rule_id(text, rule->number, &rule->prefix);
}

void
rules_print(FILE *f, const struct rules *rules)
{
	struct buf line = { 0 };

	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->v[i];

		prefix_rule_put(&line,
		    &(struct prefix_rule){ .number = rule->number,
			.permit = rule->permit,
			.prefix = rule->prefix,
			.min = rule->min,
			.max = rule->max });
		records_put(f, &line);
	}
	buf_free(&line);
}

void
rules_free(struct rules *rules)
{
	for (size_t i = 0; i < rules->nfiles; i++)
		free(rules->file[i]);
	free(rules->file);
	free(rules->v);
	free(rules->node);
	*rules = (struct rules){ 0 };
}
