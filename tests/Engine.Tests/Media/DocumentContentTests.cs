using System.Text;
using MockLlm.Engine.Media;

namespace MockLlm.Engine.Tests.Media;

public sealed class DocumentContentTests
{
    private const string Pdf =
        "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages /Kids [3 0 R 4 0 R] /Count 2>> endobj\n"
        + "3 0 obj <</Type/Page /Parent 2 0 R>> endobj\n4 0 obj <</Type  /Page /Parent 2 0 R>> endobj\n%%EOF";

    [Theory]
    [InlineData("")]
    [InlineData("data:application/pdf;base64,")]
    public void A_pdf_has_as_many_pages_as_page_objects(string prefix) =>
        Assert.Equal(new DocumentContent(2, null), DocumentContent.OfData(prefix + Base64(Pdf)));

    [Fact]
    public void A_pdf_whose_pages_are_not_to_be_seen_has_one() => Assert.Equal(1, DocumentContent.OfData(Base64("%PDF-1.7\n%%EOF")).Pages);

    [Fact]
    public void A_text_is_one() => Assert.Equal(new DocumentContent(0, "hello"), DocumentContent.OfData("data:text/plain;base64," + Base64("hello")));

    [Theory]
    [InlineData(null)]
    [InlineData("not base64!")]
    [InlineData("/////w==")]
    public void Of_anything_else_a_page_is_assumed(string? data) => Assert.Equal(DocumentContent.Unknown, DocumentContent.OfData(data));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
