/* An AS path: the attributes of a route, and which AS it comes from. */
#include "mrt-origins/as-path.h"

enum {
	ATTR_AS_PATH = 2,
	ATTR_AGGREGATOR = 7,
	ATTR_MP_REACH = 14,
	ATTR_AS4_PATH = 17,
	ATTR_AS4_AGGREGATOR = 18
};
enum {
	SEGMENT_SET = 1,
	SEGMENT_SEQUENCE,
	SEGMENT_CONFED_SEQUENCE,
	SEGMENT_CONFED_SET
};

#define FLAG_EXTENDED 0x10
#define AS_TRANS 23456

static struct bytes *
attribute_place(struct route_attributes *a, unsigned type)
{
	switch (type) {
	case ATTR_AS_PATH:
		return &a->path;
	case ATTR_AGGREGATOR:
		return &a->aggregator;
	case ATTR_MP_REACH:
		return &a->reach;
	case ATTR_AS4_PATH:
		return &a->path4;
	case ATTR_AS4_AGGREGATOR:
		return &a->aggregator4;
	default:
		return NULL;
	}
}

bool
attributes_read(struct bytes from, struct route_attributes *a,
    const char **wrong)
{
	struct bytes head, size, value, *place;

	*a = (struct route_attributes){ .path = { NULL, 0 } };
	while (from.n > 0) {
		bool extended;

		if (!bytes_cut(&from, 2, &head))
			goto cut;
		extended = (head.p[0] & FLAG_EXTENDED) != 0;
		if (!bytes_cut(&from, extended ? 2 : 1, &size) ||
		    !bytes_cut(&from, extended ? bytes_16(size.p) : size.p[0],
			&value))
			goto cut;
		place = attribute_place(a, head.p[1]);
		/* Of two the first one counts (RFC 7606, section 3). */
		if (place != NULL && place->p == NULL)
			*place = value;
	}
	return true;
cut:
	*wrong = "a path attribute goes beyond the attributes";
	return false;
}

/* A path: how long it is, and the segment that its routes come from. */
struct as_path {
	struct bytes last; /* the AS numbers; p NULL: no segment */
	bool is_set;
	unsigned width;
	size_t length; /* a set counts once, a confederation not */
};

static bool
path_read(struct bytes from, unsigned width, struct as_path *path,
    const char **wrong)
{
	struct bytes head, numbers;

	*path = (struct as_path){ .width = width };
	while (from.n > 0) {
		unsigned type;

		if (!bytes_cut(&from, 2, &head) ||
		    !bytes_cut(&from, (size_t)head.p[1] * width, &numbers)) {
			*wrong = "a segment goes beyond its AS path";
			return false;
		}
		type = head.p[0];
		if (type < SEGMENT_SET || type > SEGMENT_CONFED_SET ||
		    numbers.n == 0) {
			*wrong = "an AS path has a segment that is none";
			return false;
		}
		if (type == SEGMENT_CONFED_SEQUENCE ||
		    type == SEGMENT_CONFED_SET)
			continue;
		path->last = numbers;
		path->is_set = type == SEGMENT_SET;
		path->length += path->is_set ? 1 : head.p[1];
	}
	return true;
}

static uint32_t
path_number(const struct as_path *path, size_t at)
{
	const uint8_t *p = path->last.p + at;

	return path->width == 4 ? bytes_32(p) : bytes_16(p);
}

static void
path_origins(const struct as_path *path, const struct origin_taker *taker)
{
	size_t at = path->is_set ? 0 : path->last.n - path->width;

	if (path->last.p == NULL)
		return;
	for (; at < path->last.n; at += path->width)
		taker->take(taker->ctx, path_number(path, at));
}

/* A router that knows no four-byte numbers aggregated the route: what the
 * ones before it wrote is no longer true. */
static bool
aggregated_since(const struct route_attributes *a)
{
	return a->aggregator.n >= 2 && a->aggregator4.p != NULL &&
	    bytes_16(a->aggregator.p) != AS_TRANS;
}

bool
attributes_origins(const struct route_attributes *a, unsigned width,
    const struct origin_taker *taker, const char **wrong)
{
	struct as_path path, path4;

	if (a->path.p == NULL)
		return true;
	if (!path_read(a->path, width, &path, wrong))
		return false;
	if (width == 2 && a->path4.p != NULL && !aggregated_since(a)) {
		if (!path_read(a->path4, 4, &path4, wrong))
			return false;
		if (path4.last.p != NULL && path4.length <= path.length)
			path = path4;
	}
	path_origins(&path, taker);
	return true;
}
