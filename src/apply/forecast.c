/* A forecast of what a run would do. */
#include "apply/forecast.h"

#include <stdio.h>

#include "apply/babel-guard.h"
#include "apply/change.h"
#include "apply/diff.h"
#include "apply/guard.h"
#include "apply/moving-in.h"
#include "apply/observe.h"
#include "base/out.h"

struct forecast {
	const struct job *job;
	const struct situation *s;
};

/* The new text as it would be on disk; its p is NULL if there is none. */
static struct slice
new_text(const struct forecast *fc, const char *path, struct buf *text)
{
	const struct frag_file *file = fragments_file(fc->job->stream, path);
	char define[DEFINE_TEXT];

	if (file == NULL)
		return (struct slice){ NULL, 0 };
	buf_str(text, generation_define(fc->s->want, file->path, define));
	buf_add(text, file->body.p, file->body.n);
	buf_cstr(text);
	return (struct slice){ text->data, text->len };
}

static bool
same_text(const struct frag_file *old, const struct frag_file *new)
{
	return slice_same(generation_hash(old), generation_hash(new));
}

static void
print_file(void *ctx, enum file_change change, const struct frag_file *old,
    const struct frag_file *new)
{
	const struct forecast *fc = ctx;
	struct slice name = old != NULL ? old->path : new->path;
	bool is_copy = (old != NULL && old->copy.n > 0) ||
	    (new != NULL &&new->copy.n > 0);
	struct buf text = { 0 }, path = { 0 }, old_path = { 0 };
	struct why why;

	buf_add(&path, name.p, name.n);
	buf_printf(&old_path, "%s/%s/%s", fc->job->state_dir, fc->s->have_id,
	    buf_cstr(&path));
	/* Do not show secrets. */
	if (is_copy || (change == FILE_CHANGED && same_text(old, new)))
		change_print_file(stdout, change, old, new);
	else if (!diff_print(stdout, buf_cstr(&path),
		     old != NULL ? buf_cstr(&old_path) : NULL,
		     new_text(fc, buf_cstr(&path), &text), &why)) {
		change_print_file(stdout, change, old, new);
		diag_say(fc->job->diag, DIAG_WARNING, NULL, NULL, "%s",
		    why.text);
	}
	buf_free(&text);
	buf_free(&path);
	buf_free(&old_path);
}

int
forecast(const struct job *job)
{
	struct observation o;
	struct forecast fc = { job, &o.situation };
	struct plan plan = { 0 };
	int status = observe(&o, job);

	if (status == APPLY_DONE) {
		plan_make(&plan, &o.situation);
		change_each_file(&o.situation, print_file, &fc);
		change_rules(stdout, &plan);
		change_tunnels(stdout, &o.situation, &plan);
		if (moving_in(&o.situation))
			moving_in_print(stdout, job, &o.situation, &o.ctl);
		else
			change_sessions(stdout, &o.situation);
		moving_on_print(stdout, job, &o.situation);
		change_bird(stdout, &o.situation, &plan);
		if (job->diag->verbose)
			plan_print(stderr, &plan);
		if (plan.n > 0)
			status = guard_all(job, &o.situation, &o.journal,
				     &o.store, &o.ctl) ?
			    APPLY_CHANGES :
			    APPLY_REFUSED;
		if (!out_finish(stdout, job->diag))
			status = APPLY_REFUSED;
	}
	plan_free(&plan);
	observation_free(&o);
	return status;
}
