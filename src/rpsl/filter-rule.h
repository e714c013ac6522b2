#ifndef RPSL_FILTER_RULE_H
#define RPSL_FILTER_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/prefix.h"
#include "stream/prefix-rule.h"

/* One line of filter.txt or filter6.txt: which prefixes of which lengths
 * the network carries. */
struct rule {
	uint32_t number;
	bool permit;
	struct prefix prefix;
	uint8_t min;		/* lengths that pass */
	uint8_t max;
	unsigned long line;	/* where it stands, in ... */
	const char *file;
};

/* Rules in the order of their prefixes; see rules_find(). */
struct rule_node {
	const struct rule *rule;
	size_t outer;		/* the next smaller prefix around it */
	const struct rule *first;	/* of its rule and those around it */
};

struct rules {
	struct rule *v;		/* after rules_finish() by family, number */
	size_t n;
	size_t cap;
	struct rule_node *node;
	char **file;		/* their names */
	size_t nfiles;
	size_t file_cap;
};

/* A tree's filter files. */
struct rule_file {
	const char *name;
	unsigned family;
};
#define RULE_FILES 2
extern const struct rule_file rule_files[RULE_FILES];
/* The filter file of that name, or NULL. */
const struct rule_file *rule_file_named(const char *name, size_t n);

/*
 * Takes the rules in TEXT, which stands in FILE.  False when a line is not
 * a rule, which has been reported: a filter with a hole is no filter.
 */
bool rules_parse(struct rules *rules, const char *text, size_t n,
    const char *file, unsigned family, struct diag *diag);
/* No more files.  False when two rules have one number, reported. */
bool rules_finish(struct rules *rules, struct diag *diag);
/*
 * The rule that decides about P: of those whose prefix contains all of it,
 * the one with the lowest number.  NULL when none does.
 */
const struct rule *rules_find(const struct rules *rules,
    const struct prefix *p);
/* Prints them as prefix-rule records. */
void rules_print(FILE *f, const struct rules *rules);
void rules_free(struct rules *rules);

#define RULE_ID PREFIX_RULE_ID
/* Its prefix_rule_id(). */
const char *rule_id(char text[static RULE_ID], const struct rule *rule);

#endif
