/* The plan for kernel rules: commands of ip(8). */
#include "apply/plan.h"
#include "apply/table-rules.h"

static void
rule_step(struct plan *p, enum step_kind kind, const char *verb,
    const struct iprule *r)
{
	struct step *step = plan_add(p, kind);
	char text[PREFIX_TEXT];

	step_words(step, "ip", r->family == 4 ? "-4" : "-6", "rule", verb,
	    "priority", NULL);
	step_wordf(step, "%u", (unsigned)r->priority);
	if (r->not_ours)
		step_words(step, "not", "iif", "lo", NULL);
	if (r->has_from)
		step_words(step, "from", prefix_print(text, &r->from), NULL);
	step_words(step, "lookup", NULL);
	if (r->table == TABLE_MAIN)
		step_words(step, "main", NULL);
	else
		step_wordf(step, "%u", (unsigned)r->table);
	if (r->no_default)
		step_words(step, "suppress_prefixlength", "0", NULL);
}

void
plan_rules(struct plan *p, const struct situation *s)
{
	for (size_t i = 0; s->rules != NULL && i < s->want_rules->n; i++) {
		const struct iprule *r = &s->want_rules->v[i];

		if (s->rules->family[r->family == 6] &&
		    !iprules_has(s->rules, r))
			rule_step(p, STEP_RULE, "add", r);
	}
}

void
plan_rules_gone(struct plan *p, const struct situation *s)
{
	for (size_t i = 0; s->rules != NULL && i < s->rules->n; i++) {
		const struct iprule *r = &s->rules->v[i];

		if (!iprules_has(s->want_rules, r) &&
		    (iprules_has(s->have_rules, r) ||
			(s->want_rules->n > 0 && rule_is_ours(r))))
			rule_step(p, STEP_RULE_GONE, "del", r);
	}
}
