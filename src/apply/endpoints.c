/* Resolves the endpoint names of a plan to addresses. */
#include "apply/endpoints.h"

#include <stdlib.h>

#include "apply/resolve.h"
#include "base/mem.h"

#define RESOLVE_SECONDS 5u

/* Appends the address to a "wg set" step. */
static void
add_endpoint(const struct job *job, struct step *step, const struct addr *addr)
{
	struct endpoint resolved = { .port = step->endpoint->port };
	char text[ENDPOINT_TEXT];

	if (step->endpoint->host == NULL) {
		resolved.addr = step->endpoint->addr;
	} else if (addr != NULL) {
		resolved.addr = *addr;
	} else {
		diag_say(job->diag, DIAG_WARNING, NULL, step->argv[2],
		    "%s %s: %s", step->endpoint->host,
		    job->boot ? "is not looked up (apply --resolve does)" :
				"does not resolve",
		    step->known != NULL ?
			"the tunnel keeps the endpoint that it has" :
			"a tunnel without an endpoint");
		step->endpoint = NULL;
		if (step->known != NULL)
			step_words(step, "endpoint", step->known, NULL);
		else if (step->renews != NULL)
			step->unasked = true;
		/*
		 * Only "wg set X peer KEY" is left: there is nothing to set.
		 */
		if (step->argc == 5)
			step_free(step);
		return;
	}
	step_words(step, "endpoint", endpoint_print(text, &resolved), NULL);
	step->endpoint = NULL;
}

void
endpoints_resolve(const struct job *job, const struct plan *plan)
{
	struct resolution *r = mem_zalloc(plan->n * sizeof *r);
	enum endpoint_family family = job->site->peering.endpoint_family;
	size_t n = 0, at = 0;

	for (size_t i = 0; i < plan->n; i++)
		if (plan->step[i].endpoint != NULL &&
		    plan->step[i].endpoint->host != NULL)
			r[n++].host = plan->step[i].endpoint->host;
	if (!job->boot)
		resolve_all(r, n, family, RESOLVE_SECONDS);
	for (size_t i = 0; i < plan->n; i++) {
		struct step *step = &plan->step[i];
		const struct addr *addr = NULL;

		if (step->endpoint == NULL)
			continue;
		if (step->endpoint->host != NULL) {
			addr = r[at].n > 0 ? &r[at].addr[0] : NULL;
			at++;
		}
		add_endpoint(job, step, addr);
	}
	free(r);
}
