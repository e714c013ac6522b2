#ifndef RPSL_FILTER_RULE_H
#define RPSL_FILTER_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/prefix.h"
#include "stream/prefix-rule.h"

/*
 * A line of filter.txt or filter6.txt: the prefixes, and the range of their
 * lengths, that the network accepts or rejects.
 */
struct rule {
	uint32_t number;
	bool permit;
	struct prefix prefix;
	uint8_t min; /* accepted prefix lengths */
	uint8_t max;
	unsigned long line; /* in FILE */
	const char *file;
};

/* Rules sorted by prefix; see rules_find(). */
struct rule_node {
	const struct rule *rule;
	size_t outer;		  /* index of the next larger prefix */
	const struct rule *first; /* lowest number of it and those
					 * around it */
};

struct rules {
	struct rule *v; /* finally by family and number */
	size_t n;
	size_t cap;
	struct rule_node *node;
	char **file; /* their names */
	size_t nfiles;
	size_t file_cap;
};

/* The filter files of a registry tree. */
struct rule_file {
	const char *name;
	unsigned family;
};
#define RULE_FILES 2
extern const struct rule_file rule_files[RULE_FILES];
/* The filter file of that name, or NULL. */
const struct rule_file *rule_file_named(const char *name, size_t n);

/*
 * Adds the rules in TEXT, the contents of FILE.  False if a line is not a
 * valid rule, which has been reported: the filter would be incomplete.
 */
bool rules_parse(struct rules *rules, const char *text, size_t n,
    const char *file, unsigned family, struct diag *diag);
/*
 * Call it after the last file.  False if two rules of one family have the same
 * number, which has been reported.
 */
bool rules_finish(struct rules *rules, struct diag *diag);
/*
 * The rule for P: of all rules whose prefix contains P, the rule with the
 * lowest number.  NULL if no rule does.
 */
const struct rule *rules_find(const struct rules *rules,
    const struct prefix *p);
/* Prints the rules as prefix-rule records. */
void rules_print(FILE *f, const struct rules *rules);
void rules_free(struct rules *rules);

#define RULE_ID PREFIX_RULE_ID
/* The rule's prefix_rule_id(). */
const char *rule_id(char text[static RULE_ID], const struct rule *rule);

#endif
