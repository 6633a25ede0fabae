//! `#[simulated::test]`, which makes a test of an `async fn`, as `#[tokio::test]` does. Its body runs on
//! the thread of a simulation.
//!
//! A function that takes the body would do without a macro, but then the body of each test would be
//! inside of two more pairs of brackets.

use std::iter;

use proc_macro::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

/// Runs an `async fn` without arguments and without a result as a simulated test.
#[proc_macro_attribute]
pub fn test(arguments: TokenStream, item: TokenStream) -> TokenStream {
    match parts(item) {
        Some(parts) if arguments.is_empty() => assembled(parts),
        _ => refused(),
    }
}

struct Parts {
    /// Attributes and comments.
    attributes: Vec<TokenTree>,
    name: TokenTree,
    body: Group,
}

fn parts(item: TokenStream) -> Option<Parts> {
    let mut item: Vec<TokenTree> = item.into_iter().collect();
    let body = match item.pop()? {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => body,
        _ => return None,
    };
    let takes_nothing = match item.pop()? {
        TokenTree::Group(taken) => {
            taken.delimiter() == Delimiter::Parenthesis && taken.stream().is_empty()
        }
        _ => false,
    };
    let name = item.pop()?;
    let keywords = [item.pop()?, item.pop()?].map(|keyword| keyword.to_string());
    (takes_nothing && keywords == ["fn", "async"]).then_some(Parts {
        attributes: item,
        name,
        body,
    })
}

fn assembled(parts: Parts) -> TokenStream {
    let Parts {
        attributes,
        name,
        body,
    } = parts;
    let mut test = parsed("#[::core::prelude::v1::test]");
    test.extend(attributes);
    test.extend([
        ident("fn"),
        name,
        group(Delimiter::Parenthesis, TokenStream::new()),
    ]);
    let mut argument = parsed("|| async");
    argument.extend(iter::once(TokenTree::Group(body)));
    let mut runs = parsed("::simulated::run_test");
    runs.extend([group(Delimiter::Parenthesis, argument), semicolon()]);
    test.extend(iter::once(group(Delimiter::Brace, runs)));
    test
}

fn parsed(text: &str) -> TokenStream {
    // All texts are the literals above.
    text.parse().unwrap_or_default()
}

fn ident(word: &str) -> TokenTree {
    Ident::new(word, Span::call_site()).into()
}

fn group(delimiter: Delimiter, inside: TokenStream) -> TokenTree {
    Group::new(delimiter, inside).into()
}

fn semicolon() -> TokenTree {
    Punct::new(';', Spacing::Alone).into()
}

fn refused() -> TokenStream {
    parsed(
        "::core::compile_error!(\"a simulated test is an `async fn` without arguments and without a result\");",
    )
}
