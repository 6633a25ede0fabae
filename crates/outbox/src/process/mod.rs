//! One data folder, several processes: who holds the lease and sends, and whether the data are
//! still the ones this installation left.

pub(crate) mod delivery;
pub(crate) mod installation;
pub(crate) mod lease;
