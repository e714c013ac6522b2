/*
 * delay: a wire with a delay between two network namespaces, for labs on a
 * kernel without netem.  It makes a TAP device in each, and passes frames on
 * after half of the round trip time that FILE says, in order:
 *
 *   delay PID IFNAME PID IFNAME FILE
 *
 * FILE holds "MILLISECONDS JITTER [noping]": JITTER (percent) is the most that
 * a frame is later; noping drops what ping(8) sends.  It is read again twice a
 * second.
 */
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define FRAME_MOST 2048
#define QUEUE 4096

struct frame {
	int64_t due; /* microseconds */
	size_t n;
	unsigned char data[FRAME_MOST];
};

/* One direction; a ring. */
struct queue {
	struct frame *v;
	size_t first, n;
	int to;
};

struct wire {
	double ms;
	double jitter;
	bool noping;
	const char *file;
	int64_t read_at;
	uint32_t random;
};

static void
fail(const char *what)
{
	perror(what);
	exit(1);
}

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int
tap_open(const char *pid, const char *name)
{
	char path[64];
	struct ifreq ifr = { .ifr_flags = IFF_TAP | IFF_NO_PI };
	int ns, fd;

	snprintf(path, sizeof path, "/proc/%s/ns/net", pid);
	ns = open(path, O_RDONLY | O_CLOEXEC);
	if (ns == -1 || setns(ns, CLONE_NEWNET) == -1)
		fail(path);
	close(ns);
	fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	snprintf(ifr.ifr_name, sizeof ifr.ifr_name, "%s", name);
	if (fd == -1 || ioctl(fd, TUNSETIFF, &ifr) == -1)
		fail(name);
	return fd;
}

static void
wire_read(struct wire *w)
{
	char word[16] = "";
	double ms, jitter;
	FILE *f;

	if (now() < w->read_at)
		return;
	w->read_at = now() + 500000;
	f = fopen(w->file, "r");
	if (f == NULL)
		return;
	if (fscanf(f, "%lf %lf %15s", &ms, &jitter, word) >= 2) {
		w->ms = ms;
		w->jitter = jitter;
		w->noping = strcmp(word, "noping") == 0;
	}
	fclose(f);
}

/* An echo request or reply, of IPv4 or IPv6. */
static bool
is_ping(const unsigned char *p, size_t n)
{
	if (n < 14 + 40 + 1)
		return false;
	if (p[12] == 0x08 && p[13] == 0x00)
		return p[14 + 9] == 1;
	return p[12] == 0x86 && p[13] == 0xdd && p[14 + 6] == 58 &&
	    (p[14 + 40] == 128 || p[14 + 40] == 129);
}

static void
queue_take(struct queue *q, int from, struct wire *w)
{
	struct frame *f = &q->v[(q->first + q->n) % QUEUE];
	const struct frame *last = &q->v[(q->first + q->n + QUEUE - 1) % QUEUE];
	double late;
	ssize_t n;

	while (q->n < QUEUE && (n = read(from, f->data, sizeof f->data)) > 0) {
		if (w->noping && is_ping(f->data, (size_t)n))
			continue;
		w->random = w->random * 1664525u + 1013904223u;
		late = w->jitter / 100 * (w->random >> 8) / 16777216.0;
		f->due = now() + (int64_t)(w->ms * 500 * (1 + late));
		if (q->n > 0 && f->due < last->due)
			f->due = last->due;
		f->n = (size_t)n;
		q->n++;
		last = f;
		f = &q->v[(q->first + q->n) % QUEUE];
	}
}

static void
queue_send(struct queue *q)
{
	while (q->n > 0 && q->v[q->first].due <= now()) {
		const struct frame *f = &q->v[q->first];

		/* As on any wire, nobody may be listening. */
		if (write(q->to, f->data, f->n) == -1) {
		}
		q->first = (q->first + 1) % QUEUE;
		q->n--;
	}
}

static int64_t
first_due(const struct queue *q, int64_t most)
{
	return q->n > 0 && q->v[q->first].due < most ? q->v[q->first].due :
						       most;
}

int
main(int argc, char **argv)
{
	struct wire w = { .random = 1 };
	struct queue q[2] = { 0 };
	struct pollfd fds[2];

	if (argc != 6) {
		fputs("usage: delay PID IFNAME PID IFNAME FILE\n", stderr);
		return 2;
	}
	w.file = argv[5];
	for (int i = 0; i < 2; i++) {
		fds[i] = (struct pollfd){ .events = POLLIN,
			.fd = tap_open(argv[1 + 2 * i], argv[2 + 2 * i]) };
		q[i].v = calloc(QUEUE, sizeof *q[i].v);
		if (q[i].v == NULL)
			fail("calloc");
	}
	q[0].to = fds[1].fd;
	q[1].to = fds[0].fd;
	for (;;) {
		int64_t until = first_due(&q[0],
			    first_due(&q[1], now() + 500000)),
			left = until - now();
		struct timespec t = { 0 };

		wire_read(&w);
		if (left > 0)
			t = (struct timespec){ left / 1000000,
				left % 1000000 * 1000 };
		ppoll(fds, 2, &t, NULL);
		for (int i = 0; i < 2; i++) {
			queue_take(&q[i], fds[i].fd, &w);
			queue_send(&q[i]);
		}
	}
}
