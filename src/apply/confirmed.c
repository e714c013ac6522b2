/* The wanted state of the tunnels, from the installed generation. */
#include "apply/confirmed.h"

#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "apply/generation-tree.h"
#include "apply/installed.h"

static int
refuse(const struct job *job, const char *field, const char *text)
{
	diag_say(job->diag, DIAG_ERROR, NULL, field, "%s", text);
	return APPLY_REFUSED;
}

int
confirmed_open(struct confirmed *in, const struct job *job)
{
	*in = (struct confirmed){ .store = STORE_CLOSED };
	if (!store_open(&in->store, job->state_dir, job->router->bird.group,
		false, job->diag))
		return APPLY_REFUSED;
	return in->store.fd != -1 ?
	    APPLY_DONE :
	    refuse(job, job->state_dir, "nothing is installed here");
}

int
confirmed_lock(struct confirmed *in, const struct job *job)
{
	int status = store_lock(&in->store, job->seconds);

	if (status != APPLY_DONE)
		return status;
	return journal_read(&in->journal, &in->store) ? APPLY_DONE :
							APPLY_REFUSED;
}

static bool
intact(struct store *s, const struct generation *g, const struct frag_file *f)
{
	struct buf text = { 0 };
	bool ok = tree_read(s, g->id, f->path, &text) &&
	    ((f->copy.n > 0 && !s->key_is_old) ||
		generation_text_ok(f, (struct slice){ text.data, text.len },
		    s->key));

	if (text.len > 0)
		sodium_memzero(text.data, text.len);
	buf_free(&text);
	return ok;
}

/* Drops everything but the name of a tunnel that differs from its installed
 * file. */
static void
strip(struct tunnel *t)
{
	char name[sizeof t->name];

	memcpy(name, t->name, sizeof name);
	tunnel_free(t);
	*t = (struct tunnel){ 0 };
	memcpy(t->name, name, sizeof name);
}

/* Strips the tunnels that use the file SOURCE, whose copy has changed. */
static void
strip_users(struct confirmed *in, struct slice source)
{
	for (size_t i = 0; i < in->tunnels.n; i++) {
		struct tunnel *t = &in->tunnels.v[i];

		if ((t->key_file != NULL && slice_is(source, t->key_file)) ||
		    (t->psk_file != NULL && slice_is(source, t->psk_file)))
			strip(t);
	}
}

static void
check_files(struct confirmed *in, const struct job *job)
{
	const struct frag_set *set = fragments_set(&in->have.manifest,
	    "wireguard");

	for (size_t i = 0; set != NULL && i < set->n; i++) {
		const struct frag_file *f = &set->file[i];
		char name[16];

		if (intact(&in->store, &in->have, f))
			continue;
		diag_say(job->diag, DIAG_ERROR, NULL, NULL,
		    "%s/current/%.*s "
		    "is not as apply installed it (edited by hand?): left "
		    "out",
		    job->state_dir, (int)f->path.n, f->path.p);
		if (f->copy.n > 0)
			strip_users(in, f->copy);
		for (size_t j = 0; j < in->tunnels.n; j++)
			if (tunnel_name(f->path, name) &&
			    strcmp(in->tunnels.v[j].name, name) == 0)
				strip(&in->tunnels.v[j]);
	}
}

int
confirmed_look(struct confirmed *in, const struct job *job)
{
	struct why why;

	wgstate_free(&in->links);
	if (in->tunnels.n == 0 || wgstate_read(&in->links, true, &why))
		return APPLY_DONE;
	return refuse(job, NULL, why.text);
}

int
confirmed_read(struct confirmed *in, const struct job *job)
{
	char id[ID_TEXT];

	switch (store_current(&in->store, id)) {
	case STORE_CURRENT:
		break;
	case STORE_NONE:
		return refuse(job, job->state_dir,
		    "nothing is installed "
		    "here");
	default:
		return APPLY_REFUSED;
	}
	if (!store_generation(&in->store, id, &in->have))
		return refuse(job, in->have.id,
		    "its manifest is missing or "
		    "damaged");
	if (!store_key(&in->store, false))
		return APPLY_REFUSED;
	installed_tunnels(&in->tunnels, &in->store, &in->have);
	check_files(in, job);
	return confirmed_look(in, job);
}

void
confirmed_situation(struct situation *s, struct tunnels *one,
    const struct confirmed *in, const struct job *job, size_t i)
{
	static const struct name_list none;

	*one = (struct tunnels){ &in->tunnels.v[i], 1 };
	*s = (struct situation){
		.router = job->router,
		.state_dir = job->state_dir,
		.root = geteuid() == 0,
		.have = &in->have,
		.have_id = in->have.id,
		.want = &in->have,
		.staged = TREE_WHOLE,
		.damaged = &none,
		.edited = &none,
		.have_tunnels = one,
		.want_tunnels = one,
		.bird_id = "",
		.links = &in->links,
	};
}

void
confirmed_free(struct confirmed *in)
{
	wgstate_free(&in->links);
	tunnels_free(&in->tunnels);
	generation_free(&in->have);
	journal_free(&in->journal);
	store_close(&in->store);
}
