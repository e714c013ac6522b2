/* A link: the samples of its last 12 hours, and the class that they make. */
#include "link-latency/link.h"

#include <string.h>

#include "stream/latency.h"

size_t
link_samples(const struct link *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->ring[i] != 0;
	return n;
}

/* The K-th smallest of the N values at V, which it reorders (quickselect). */
static uint32_t
smallest(uint32_t *v, size_t n, size_t k)
{
	size_t low = 0, high = n; /* it is in [low, high) */

	while (high - low > 1) {
		uint32_t pivot = v[low + (high - low) / 2], other;
		size_t less = low, at = low, more = high;

		/* [low, less) < pivot, [less, at) = pivot, [more, high) > */
		while (at < more) {
			if (v[at] == pivot) {
				at++;
				continue;
			}
			other = v[at];
			if (other < pivot) {
				v[at++] = v[less];
				v[less++] = other;
			} else {
				v[at] = v[--more];
				v[more] = other;
			}
		}
		if (k >= less && k < more)
			break;
		if (k < less)
			high = less;
		else
			low = more;
	}
	return v[k];
}

uint32_t
link_median(const struct link *l)
{
	uint32_t samples[LINK_RING];
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->ring[i] != 0)
			samples[n++] = l->ring[i];
	return n > 0 ? smallest(samples, n, n / 2) : 0;
}

void
link_keeps(const struct link *l, uint32_t *least, uint32_t *most)
{
	*least = 0;
	*most = UINT32_MAX;
	if (l->class > 1)
		*least = (uint32_t)((uint64_t)latency_borders[l->class - 2] *
		    (100 - LINK_BEYOND) / 100);
	if (l->class > 0 && l->class < LATENCY_CLASSES)
		*most = (uint32_t)((uint64_t)latency_borders[l->class - 1] *
		    (100 + LINK_BEYOND) / 100);
}

bool
link_loss_of(const struct link *l, uint32_t *thousandths)
{
	if (l->sent < 1024)
		return false;
	*thousandths = (uint32_t)((l->again < l->sent ? l->again : l->sent) *
	    100000 / l->sent);
	return true;
}

/* The ring has room for N more behind; the oldest go. */
static void
make_room(struct link *l, size_t n)
{
	size_t gone = l->n + n > LINK_RING ? l->n + n - LINK_RING : 0;

	memmove(l->ring, l->ring + gone, (l->n - gone) * sizeof *l->ring);
	l->n -= gone;
}

static void
add_sample(struct link *l, uint32_t us, uint32_t rounds)
{
	const size_t n = rounds < LINK_RING ? rounds : LINK_RING;

	make_room(l, n);
	memset(l->ring + l->n, 0, n * sizeof *l->ring);
	l->n += n;
	l->ring[l->n - 1] = us;
	if (us != 0)
		l->silent = 0;
	else
		l->silent += rounds;
}

/* What the older rounds count for, after another one. */
static uint64_t
faded(uint64_t n)
{
	return n - n / LINK_RING;
}

static void
add_loss(struct link *l, const struct link_loss *now, uint32_t rounds)
{
	/* A new connection counts from 0. */
	bool same = now->sent >= l->last.sent && now->again >= l->last.again;
	struct link_loss base = same ? l->last : (struct link_loss){ 0 };

	for (uint32_t i = 0; i < rounds; i++) {
		l->sent = faded(l->sent);
		l->again = faded(l->again);
	}
	l->sent += (uint64_t)(now->sent - base.sent) * 1024;
	l->again += (uint64_t)(now->again - base.again) * 1024;
	l->last = *now;
}

static void
set_class(struct link *l, uint32_t median, uint64_t now)
{
	l->class = latency_class(median);
	l->us = median;
	l->since = now;
	l->age = 0;
	l->pending = 0;
}

static void
forget(struct link *l)
{
	l->class = 0;
	l->us = 0;
	l->since = 0;
	l->age = 0;
	l->pending = 0;
	l->silent = 0;
	l->n = 0;
}

/* Folds one round, whose sample is in the ring, into the class. */
static void
judge(struct link *l, uint64_t now)
{
	uint32_t median, least, most;

	/* A round without a sample has nothing to say about the class. */
	if (l->silent > 0 || link_samples(l) < LINK_SAMPLES_LEAST)
		return;
	median = link_median(l);
	if (l->class == 0) {
		set_class(l, median, now);
		return;
	}
	link_keeps(l, &least, &most);
	if (median >= least && median <= most) {
		l->pending = 0;
		return;
	}
	if (l->pending < LINK_JUDGEMENTS)
		l->pending++;
	if (l->pending == LINK_JUDGEMENTS && l->age >= LINK_CHANGE_LEAST)
		set_class(l, median, now);
}

/*
 * The kernel does not believe a late acknowledgement, because the other side
 * may have delayed it.  So on a session with nothing but keepalives
 * tcpi_min_rtt never grows, whatever the path does.  How late acknowledgements
 * are is seen while it is new; if the smoothed time is later than that by
 * more than half of it, the path is longer now.
 */
static uint32_t
round_trip(struct link *l, const struct link_sample *s)
{
	uint32_t late = s->smooth > s->us ? s->smooth - s->us : 0;

	if (s->us == 0 || s->smooth == 0)
		return s->us;
	if (s->us != l->least) {
		l->least = s->us;
		l->late = 0;
		l->steady = 0;
	}
	if (l->steady < LINK_SAMPLES_LEAST) {
		l->steady++;
		if (late > l->late)
			l->late = late;
	}
	return late > l->late && late - l->late > s->us / 2 ?
	    s->us + (late - l->late) :
	    s->us;
}

void
link_fold(struct link *l, const struct link_sample *sample, uint32_t rounds,
    uint64_t now)
{
	/* Every count stops at the most that makes a difference. */
	if (rounds > LINK_SILENT_MOST + 1)
		rounds = LINK_SILENT_MOST + 1;
	if (l->silent + rounds > LINK_SILENT_MOST)
		forget(l);
	add_sample(l, round_trip(l, sample), rounds);
	if (sample->has_loss)
		add_loss(l, &sample->loss, rounds);
	l->age += rounds;
	if (l->age > LINK_CHANGE_LEAST)
		l->age = LINK_CHANGE_LEAST;
	judge(l, now);
}

bool
link_forgotten(const struct link *l)
{
	return l->class == 0 && link_samples(l) == 0;
}
