/* The protocols that BIRD runs. */
#include "apply/running.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define ANSWER_MS 30000u

enum { PROTOCOL = 1002, DETAIL = 1006, STATUS = 1011 };

/* Takes the word at the start of S. */
static char *
take_word(struct slice *s)
{
	size_t n = 0;
	char *word;

	while (s->n > 0 && *s->p == ' ') {
		s->p++;
		s->n--;
	}
	while (n < s->n && s->p[n] != ' ' && s->p[n] != '\t')
		n++;
	word = mem_strndup(s->p, n);
	s->p += n;
	s->n -= n;
	return word;
}

/* Does S begin with blanks and LABEL?  If so, skips them. */
static bool
follows(struct slice *s, const char *label)
{
	size_t n = strlen(label);

	while (s->n > 0 && *s->p == ' ') {
		s->p++;
		s->n--;
	}
	if (s->n < n || memcmp(s->p, label, n) != 0)
		return false;
	s->p += n;
	s->n -= n;
	return true;
}

/* Parses "NAME TYPE TABLE STATE ...". */
static void
take_protocol(struct running_list *list, struct slice line)
{
	struct running r = { .name = take_word(&line),
		.type = take_word(&line) };
	char *table = take_word(&line), *state = take_word(&line);

	r.up = strcmp(state, "up") == 0;
	free(table);
	free(state);
	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = r;
}

static void
take_detail(struct running *r, struct slice line)
{
	struct slice rest = line;

	if (r->neighbor == NULL && follows(&rest, "Neighbor address:"))
		r->neighbor = take_word(&rest);
	rest = line;
	if (r->asn == NULL && follows(&rest, "Neighbor AS:"))
		r->asn = take_word(&rest);
	rest = line;
	if (follows(&rest, "Channel ipv4"))
		r->channel[0] = true;
	if (follows(&rest, "Channel ipv6"))
		r->channel[1] = true;
}

static bool
take_line(void *ctx, unsigned code, struct slice text)
{
	static const char id[] = "Router ID is ";
	struct running_list *list = ctx;
	struct slice rest = text;

	if (code == PROTOCOL && text.n > 0 && *text.p != ' ')
		take_protocol(list, text);
	else if (code == DETAIL && list->n > 0)
		take_detail(&list->v[list->n - 1], text);
	else if (code == STATUS && list->router_id == NULL &&
	    follows(&rest, id))
		list->router_id = take_word(&rest);
	return true;
}

bool
running_read(struct running_list *list, struct birdctl *ctl, struct why *why)
{
	*list = (struct running_list){ 0 };
	return birdctl_each(ctl, "show protocols all", take_line, list,
		   ANSWER_MS, why) == BIRDCTL_OK &&
	    birdctl_each(ctl, "show status", take_line, list, ANSWER_MS, why) ==
	    BIRDCTL_OK;
}

void
running_free(struct running_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->v[i].name);
		free(list->v[i].type);
		free(list->v[i].neighbor);
		free(list->v[i].asn);
	}
	free(list->v);
	free(list->router_id);
	*list = (struct running_list){ 0 };
}
