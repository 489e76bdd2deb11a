import Authority

/// An act on things: it sees the whole world and changes its own chapter's registers.
package protocol RegisterAct: Act where Sees == World {}
