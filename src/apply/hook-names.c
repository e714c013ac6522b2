/* The hooks of sessions: are their functions defined? */
#include "apply/hook-names.h"

#include <string.h>

#include "site/sessions.h"
#include "stream/fragin.h"

#define FUNCTION "function "

/* Does TEXT define the function NAME? */
static bool
defines(struct slice text, const char *name)
{
	const size_t n = strlen(name), before = strlen(FUNCTION);
	const char *p = text.p, *end = text.p + text.n;

	while ((p = memmem(p, (size_t)(end - p), name, n)) != NULL) {
		if ((size_t)(p - text.p) >= before &&
		    memcmp(p - before, FUNCTION, before) == 0 &&
		    (p + n == end || p[n] == '(' || p[n] == ' '))
			return true;
		p += n;
	}
	return false;
}

/* Might a file of the router's own define it?  An include hides what it
 * defines. */
static bool
may_be_defined(const struct frag_set *set, const char *name)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct frag_file *f = &set->file[i];

		if (f->copy.n > 0 &&
		    (defines(f->body, name) ||
			memmem(f->body.p, f->body.n, "include", 7) != NULL))
			return true;
	}
	return false;
}

void
hook_names_report(const struct job *job)
{
	const struct frag_set *set = fragments_set(job->stream, "bird");
	size_t n;
	const struct neighbor *v = neighbors_of(job->site, job->router->name,
	    &n);

	for (size_t i = 0; set != NULL && i < 2 * n; i++) {
		const struct neighbor *s = &v[i / 2];
		const bool in = i % 2 == 0;
		const char *hook = in ? s->import_hook : s->export_hook;
		struct place place = { job->site->file,
			s->line[in ? NEIGHBOR_IMPORT_HOOK :
				     NEIGHBOR_EXPORT_HOOK] };

		if (hook == NULL || may_be_defined(set, hook))
			continue;
		diag_say(job->diag, DIAG_ERROR, &place, s->name,
		    "%s: no file of the router's hooks has %s (expected "
		    "'function %s() { ... }' in one)",
		    in ? "import-hook" : "export-hook", hook, hook);
	}
}
