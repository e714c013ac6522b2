/*
 * ROAs: read from vrp records, and written as the JSON that rpki-client(8),
 * stayrtr and routinator exchange.
 */
#include "roa-json/roa.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/sort.h"
#include "stream/records.h"

/* A valid name of a registry in RPSL (RFC 2622, section 2). */
bool
roa_ta_is(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'A' && s.p[i] <= 'Z') ||
			(s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '-' ||
			(s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_'))
			return false;
	return s.n > 0 && s.n < ROA_TA;
}

/* The source may be a stranger's text: an invalid name is left out. */
static void
take_source(struct roa *roa, const struct taking *t)
{
	const struct slice *source = vrp_source(t);

	if (source == NULL)
		return;
	if (roa_ta_is(*source))
		memcpy(roa->ta, source->p, source->n);
	else
		diag_say(t->diag, DIAG_WARNING, t->place, "source",
		    "\"%.*s\" is no registry's name (expected A-Z 0-9 - _, "
		    "at most %d); the ROA has no ta",
		    (int)source->n, source->p, ROA_TA - 1);
}

static bool
take(void *state, const struct taking *t)
{
	struct roas *roas = state;
	struct roa roa = { 0 };

	if (!vrp_take(t, &roa.vrp))
		return false;
	take_source(&roa, t);
	roas->v = mem_grow(roas->v, roas->n, &roas->cap, sizeof roa);
	roas->v[roas->n++] = roa;
	return true;
}

static int
by_vrp_and_ta(const void *va, const void *vb)
{
	const struct roa *a = va, *b = vb;
	int c = vrp_cmp(&a->vrp, &b->vrp);

	return c != 0 ? c : strcmp(a->ta, b->ta);
}

/* The alphabetically first ta of equal VRPs stays, in any input order. */
void
roas_sort(struct roas *roas)
{
	size_t kept = 0;

	if (roas->n == 0)
		return;
	sort_all(roas->v, roas->n, sizeof *roas->v, by_vrp_and_ta);
	for (size_t i = 1; i < roas->n; i++)
		if (vrp_cmp(&roas->v[kept].vrp, &roas->v[i].vrp) != 0)
			roas->v[++kept] = roas->v[i];
	roas->n = kept + 1;
}

static const struct taker takers[] = {
	{ "vrp", take },
};

bool
roas_read(struct roas *roas, int fd, struct diag *diag)
{
	bool ok = records_read(fd, "-", takers, sizeof takers / sizeof *takers,
	    roas, diag);

	if (ok && roas->n == 0) {
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "no vrp record (did "
		    "registry-parse leave them out with -t, or is there no "
		    "filter.txt?)");
		return false;
	}
	roas_sort(roas);
	return ok;
}

void
roas_put(FILE *f, const struct roas *roas)
{
	struct buf line = { 0 };

	records_begin(f);
	for (size_t i = 0; i < roas->n && !ferror(f); i++) {
		const struct roa *roa = &roas->v[i];

		vrp_put(&line, &roa->vrp,
		    (struct slice){ roa->ta, strlen(roa->ta) });
		records_put(f, &line);
	}
	records_end(f);
	buf_free(&line);
}

void
roas_free(struct roas *roas)
{
	free(roas->v);
	*roas = (struct roas){ 0 };
}

/* Objects are written one by one: a tree of 250,000 ROAs takes 200 MB. */

/* Writes and frees OBJECT, which is NULL if memory ran out. */
static bool
write_object(FILE *f, json_t *object)
{
	bool ok = object != NULL &&
	    (json_dumpf(object, f, JSON_PRESERVE_ORDER) == 0 || ferror(f));

	json_decref(object);
	return ok;
}

/* "vrps" is as in rpki-client; stayrtr reads the age from "generated". */
static bool
write_metadata(FILE *f, const struct roas *roas, const uint64_t *generated)
{
	json_t *object = json_pack("{s:I}", "vrps", (json_int_t)roas->n);

	if (object != NULL && generated != NULL &&
	    json_object_set_new(object, "generated",
		json_integer((json_int_t)*generated)) != 0) {
		json_decref(object);
		return false;
	}
	return write_object(f, object);
}

static bool
roa_write(FILE *f, const struct roa *roa)
{
	char prefix[PREFIX_TEXT], asn[ASN_TEXT];

	/* s* leaves "ta" out if it is NULL. */
	return write_object(f,
	    json_pack("{s:s, s:i, s:s, s:s*}", "prefix",
		prefix_print(prefix, &roa->vrp.prefix), "maxLength",
		(int)roa->vrp.max, "asn", asn_print(asn, roa->vrp.asn), "ta",
		roa->ta[0] != '\0' ? roa->ta : NULL));
}

bool
roas_write(FILE *f, const struct roas *roas, const uint64_t *generated)
{
	/*
	 * The object keys are constants, so jansson needs no random hash seed.
	 */
	json_object_seed(1);
	fputs("{\"metadata\": ", f);
	if (!write_metadata(f, roas, generated))
		return false;
	fputs(",\n\"roas\": [\n", f);
	for (size_t i = 0; i < roas->n && !ferror(f); i++) {
		if (!roa_write(f, &roas->v[i]))
			return false;
		fputs(i + 1 < roas->n ? ",\n" : "\n", f);
	}
	/* After a write error the document must not look complete. */
	if (!ferror(f))
		fputs("]}\n", f);
	return true;
}
