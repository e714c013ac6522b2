#ifndef LINK_LATENCY_LINK_H
#define LINK_LATENCY_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The rule.  A round is one sample of every link.  All times of the rule are
 * counted in rounds, because the wall clock may jump.
 */
#define LINK_ROUND 300	      /* seconds */
#define LINK_RING 144	      /* rounds: 12 hours */
#define LINK_SAMPLES_LEAST 12 /* of them, for a judgement: an hour */
#define LINK_BEYOND 15	      /* percent behind the border */
#define LINK_JUDGEMENTS 3     /* in a row, to leave a class */
#define LINK_CHANGE_LEAST 72  /* rounds between two changes: 6 hours */
#define LINK_SILENT_MOST 288  /* rounds that a class lives on: a day */

/* A connection's segments since it began: sent, and of these sent again. */
struct link_loss {
	uint32_t sent;
	uint32_t again;
};

/* One round's measurement; no sample where us is 0. */
struct link_sample {
	uint32_t us;	 /* the least round trip time */
	uint32_t smooth; /* TCP's smoothed one; 0: not known */
	bool has_loss;
	struct link_loss loss;
};

/* The memory of one link. */
struct link {
	char *name;
	unsigned class;	       /* dn42's, 1 to 9; 0: not known */
	uint32_t us;	       /* the median when the class last changed */
	uint64_t since;	       /* of the class; seconds since 1970 */
	uint32_t age;	       /* of the class, in rounds, at most
				 * LINK_CHANGE_LEAST */
	uint32_t pending;      /* judgements in a row beyond the class */
	uint32_t silent;       /* rounds since the last sample */
	uint32_t least;	       /* tcpi_min_rtt, in the last round */
	uint32_t late;	       /* how much later the smoothed one was when
				 * that was new */
	uint32_t steady;       /* rounds since, at most LINK_SAMPLES_LEAST */
	struct link_loss last; /* the connection's, in the last round */
	uint64_t sent;	       /* 1/1024 segments, of the last 12 hours: an */
	uint64_t again;	       /* older round counts for less */
	uint32_t ring[LINK_RING]; /* microseconds, the newest last; */
	size_t n;		  /* 0 is a round without a sample */
};

/* ROUNDS rounds passed until NOW, and the last one measured SAMPLE. */
void link_fold(struct link *l, const struct link_sample *sample,
    uint32_t rounds, uint64_t now);
/* Is there nothing of it worth keeping? */
bool link_forgotten(const struct link *l);

/* How many samples the ring holds, and their median (0: none). */
size_t link_samples(const struct link *l);
uint32_t link_median(const struct link *l);
/* Where the median has to lie for the class to hold, in microseconds; without
 * a class, everywhere. */
void link_keeps(const struct link *l, uint32_t *least, uint32_t *most);
/* Segments sent again, in a thousand percent: 1500 is 1.5 %; false if no
 * segment was sent. */
bool link_loss_of(const struct link *l, uint32_t *thousandths);

#endif
