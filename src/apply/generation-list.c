/* The list of the stored generations. */
#include "apply/generation-list.h"

#include <stdio.h>
#include <string.h>

#include "apply/change.h"
#include "apply/journal.h"
#include "apply/kept.h"
#include "apply/store.h"
#include "base/out.h"
#include "base/timestamp.h"

/* Name at most this many differences; only count the rest. */
#define NAMED_MOST 3

/* The differences between a generation and the one listed below it. */
struct difference {
	struct buf text;
	size_t n;
};

static void
take(void *ctx, enum file_change change, const struct frag_file *old,
    const struct frag_file *new)
{
	struct difference *d = ctx;
	struct slice path = new != NULL ? new->path : old->path;

	if (d->n++ >= NAMED_MOST)
		return;
	buf_printf(&d->text, " %s%.*s",
	    change == FILE_ADDED       ? "+" :
		change == FILE_REMOVED ? "-" :
					 "",
	    (int)path.n, path.p);
}

static void
print_difference(const struct generation *old, const struct generation *new)
{
	const struct name_list none = { 0 };
	struct situation s = { .have = old, .want = new, .damaged = &none };
	struct difference d = { { 0 }, 0 };

	change_each_file(&s, take, &d);
	fputs(buf_cstr(&d.text), stdout);
	if (d.n > NAMED_MOST)
		printf(" and %zu more", d.n - NAMED_MOST);
	buf_free(&d.text);
}

/* Prints "* TIME ID FILE ..."; the star marks "current". */
static void
print_one(struct store *s, const struct kept *kept, const char *below,
    bool present)
{
	struct generation new, old = { 0 };
	char when[TIMESTAMP_TEXT];

	printf("%c %s %.12s", present ? '*' : ' ',
	    timestamp_or(when, kept->time.tv_sec, "-"), kept->id);
	if (!store_generation(s, kept->id, &new))
		fputs(" damaged", stdout);
	else if (below != NULL && store_generation(s, below, &old))
		print_difference(&old, &new);
	putchar('\n');
	generation_free(&new);
	generation_free(&old);
}

/* Prints "! TIME ID undone: WHY" if the last change was undone. */
static bool
print_taken_back(struct store *s)
{
	struct journal j;
	bool ok = journal_read(&j, s);

	if (ok && (j.state == JOURNAL_FAILED || j.state == JOURNAL_UNDONE))
		printf("! %s %.12s %s: %.*s\n", j.time, j.id,
		    j.state == JOURNAL_FAILED ? "failed" : "undone",
		    (int)j.note.len, j.note.len > 0 ? j.note.data : "");
	journal_free(&j);
	return ok;
}

int
generation_list(const struct job *job)
{
	char now[ID_TEXT];
	struct kept_list kept;
	struct store s;
	int status = APPLY_REFUSED;

	if (!store_open(&s, job->state_dir, job->router->bird.group, false,
		job->diag))
		return APPLY_REFUSED;
	if (store_current(&s, now) != STORE_ODD && print_taken_back(&s)) {
		kept_list(&s, &kept);
		for (size_t i = 0; i < kept.n; i++)
			print_one(&s, &kept.v[i],
			    i + 1 < kept.n ? kept.v[i + 1].id : NULL,
			    strcmp(kept.v[i].id, now) == 0);
		kept_free(&kept);
		if (out_finish(stdout, job->diag))
			status = APPLY_DONE;
	}
	store_close(&s);
	return status;
}
