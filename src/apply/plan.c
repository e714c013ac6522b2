/* A plan: the steps from the present to the wanted state. */
#include "apply/plan.h"

#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct step *
plan_add(struct plan *p, enum step_kind kind)
{
	p->step = mem_grow(p->step, p->n, &p->cap, sizeof *p->step);
	p->step[p->n] = (struct step){ .kind = kind };
	return &p->step[p->n++];
}

/* Takes WORD over. */
static void
add_word(struct step *step, char *word)
{
	if (step->argc + 1 >= step->cap) {
		step->cap = step->cap * 2 + 8;
		step->argv = mem_resize(step->argv, step->cap,
		    sizeof *step->argv);
	}
	step->argv[step->argc++] = word;
	step->argv[step->argc] = NULL;
}

void
step_words(struct step *step, ...)
{
	const char *word;
	va_list ap;

	va_start(ap, step);
	while ((word = va_arg(ap, const char *)) != NULL)
		add_word(step, mem_strdup(word));
	va_end(ap);
}

static char *
format(const char *fmt, va_list ap)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = mem_stream(&text, &n);

	vfprintf(f, fmt, ap);
	mem_stream_close(f);
	return text;
}

void
step_say(struct step *step, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	step->said = format(fmt, ap);
	va_end(ap);
}

void
step_wordf(struct step *step, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_word(step, format(fmt, ap));
	va_end(ap);
}

/* BIRD may have loaded hand-edited files, even if it reports the right
 * generation. */
static bool
configure_wanted(const struct situation *s)
{
	if (s->bird != BIRD_ANSWERS)
		return false;
	return strcmp(s->bird_id, s->want->bird_id) != 0 ||
	    name_list_any(s->damaged, "bird/");
}

static void
plan_bird(struct plan *p, const struct situation *s, enum step_kind kind,
    const char *verb)
{
	step_say(plan_add(p, kind), "BIRD %s %s/%s/bird/bird.conf", verb,
	    s->state_dir, s->want->id);
}

static void
plan_parse(struct plan *p, const struct situation *s)
{
	struct step *step = plan_add(p, STEP_PARSE);

	step_words(step, "bird", "-p", "-c", NULL);
	step_wordf(step, "%s/%s/bird/bird.conf", s->state_dir, s->want->id);
	/* Runs bird -p as BIRD's user, because root can read more files. */
	if (s->root)
		step_words(step, "-u", s->router->bird.user, "-g",
		    s->router->bird.group, NULL);
}

static void
plan_journal(struct plan *p, const struct situation *s, enum step_kind kind,
    const char *state)
{
	step_say(plan_add(p, kind), "journal: %s %s", state, s->want->id);
}

static void
plan_health(struct plan *p, const struct situation *s)
{
	if (s->confirm > 0)
		step_say(plan_add(p, STEP_HEALTH), "wait for sessions: %us",
		    s->confirm);
}

/* Only existing tunnels count: the peer of a new one may not be ready yet. */
static bool
changes_tunnel(const struct plan *p, const struct situation *s)
{
	for (size_t i = 0; i < p->n; i++) {
		const char *name = step_link(&p->step[i]);
		const struct wglink *link = name != NULL ?
		    wgstate_find(s->links, name) :
		    NULL;

		if (link != NULL && link->npeer > 0)
			return true;
	}
	return false;
}

void
plan_make(struct plan *p, const struct situation *s)
{
	bool configure = configure_wanted(s);
	bool write = s->staged != TREE_WHOLE;
	bool commit = strcmp(s->have_id, s->want->id) != 0;

	*p = (struct plan){ 0 };
	if (write)
		step_say(plan_add(p, STEP_WRITE), "write %s/%s", s->state_dir,
		    s->want->id);
	if (write || commit || configure)
		plan_parse(p, s);
	if (configure) {
		step_say(plan_add(p, STEP_BIRD_FILE),
		    "look at the file that "
		    "BIRD starts with");
		plan_bird(p, s, STEP_CHECK, "checks");
	}
	if (commit)
		plan_journal(p, s, STEP_PENDING, "pending");
	plan_rules(p, s);
	plan_tunnels(p, s);
	if (s->confirm > 0 && changes_tunnel(p, s))
		step_say(plan_add(p, STEP_ALIVE), "wait for tunnels: %us",
		    s->confirm);
	plan_keepalives(p);
	if (configure) {
		plan_bird(p, s, STEP_CONFIGURE, "loads");
		plan_health(p, s);
	}
	if (commit) {
		step_say(plan_add(p, STEP_COMMIT), "link %s/current to %s",
		    s->state_dir, s->want->id);
		plan_finish(p, s);
	} else {
		plan_gone(p, s);
		plan_rules_gone(p, s);
	}
}

void
plan_finish(struct plan *p, const struct situation *s)
{
	plan_gone(p, s);
	plan_rules_gone(p, s);
	step_say(plan_add(p, STEP_PRUNE), "remove old generations from %s",
	    s->state_dir);
	plan_journal(p, s, STEP_CONFIRMED, "confirmed");
}

bool
plan_has(const struct plan *p, enum step_kind kind)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->step[i].kind == kind)
			return true;
	return false;
}

const char *
step_link(const struct step *step)
{
	if (step->argc == 0 ||
	    (step->kind != STEP_LINK && step->kind != STEP_TUNNEL &&
		step->kind != STEP_GONE))
		return NULL;
	if (strcmp(step->argv[0], "wg") == 0)
		return step->argv[2];
	for (size_t i = 1; i + 1 < step->argc; i++)
		if (strcmp(step->argv[i], "dev") == 0)
			return step->argv[i + 1];
	return NULL;
}

/* Quotes WORD for the shell.  No word of a step contains a single quote. */
static void
print_word(FILE *f, const char *word)
{
	bool plain = *word != '\0' &&
	    word[strcspn(word, " \"*?[]\\$&;|<>")] == '\0';

	fprintf(f, plain ? "%s" : "'%s'", word);
}

void
step_print(FILE *f, const struct step *step)
{
	char text[ENDPOINT_TEXT];

	if (step->said != NULL)
		fprintf(f, "# %s", step->said);
	for (size_t i = 0; i < step->argc; i++) {
		if (i > 0)
			putc(' ', f);
		print_word(f, step->argv[i]);
	}
	if (step->endpoint != NULL) {
		fputs(" endpoint ", f);
		print_word(f, endpoint_print(text, step->endpoint));
	}
	putc('\n', f);
}

/* Prints commands like wg-quick(8), so that the user can follow and repeat
 * them. */
void
step_echo(const struct step *step, const struct diag *diag)
{
	if (diag->quiet)
		return;
	if (step->argc > 0)
		fputs("[#] ", stderr);
	step_print(stderr, step);
}

void
plan_print(FILE *f, const struct plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		step_print(f, &p->step[i]);
}

void
step_free(struct step *step)
{
	for (size_t i = 0; i < step->argc; i++)
		free(step->argv[i]);
	free(step->argv);
	free(step->said);
	free(step->known);
	sodium_memzero(&step->secret, sizeof step->secret);
	*step = (struct step){ .kind = step->kind };
}

void
plan_free(struct plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		step_free(&p->step[i]);
	free(p->step);
	*p = (struct plan){ 0 };
}
