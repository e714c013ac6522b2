/* What is wrong with the page in a frame: it is wider than the frame, a part
 * of it scrolls sideways, or a word is broken that would fit on a line. */
function block(node) {
	while (getComputedStyle(node).display.startsWith("inline"))
		node = node.parentElement;
	return node;
}

function words(view, node, width) {
	const found = [];
	for (const word of node.data.matchAll(/\S+/g)) {
		const range = view.document.createRange();
		range.setStart(node, word.index);
		range.setEnd(node, word.index + word[0].length);
		const boxes = [...range.getClientRects()];
		const long = boxes.reduce((sum, box) => sum + box.width, 0);
		if (new Set(boxes.map((box) => box.top)).size > 1 &&
		    long < width)
			found.push("broken: " + word[0]);
	}
	return found;
}

function wrong(view) {
	const page = view.document.documentElement;
	const found = [];
	if (page.scrollWidth > page.clientWidth)
		found.push("page: " + page.scrollWidth + " > " + page.clientWidth);
	for (const part of view.document.querySelectorAll(".wide"))
		if (part.scrollWidth > part.clientWidth)
			found.push("scrolls: " + part.textContent.slice(0, 40));
	const walk = view.document.createTreeWalker(view.document.body,
		NodeFilter.SHOW_TEXT);
	let seen = 0;
	while (walk.nextNode()) {
		const parent = walk.currentNode.parentElement;
		if (parent.checkVisibility()) {
			found.push(...words(view, walk.currentNode,
				block(parent).clientWidth));
			seen++;
		}
	}
	return [view.innerWidth, seen > 20 ? "seen" : "empty",
		view.matchMedia("(prefers-color-scheme: dark)").matches ?
			"dark" : "light", ...found].join("\n");
}

onload = () => {
	const out = document.createElement("pre");
	out.textContent = [...document.querySelectorAll("iframe")].map(
		(frame) => wrong(frame.contentWindow)).join("\n");
	document.body.replaceChildren(out);
};
