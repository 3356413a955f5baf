namespace MockLlm.Web.Tests.Sdk;

/// <summary>Whatever runs the scripts shares one installation of their packages.</summary>
[CollectionDefinition(nameof(NodeScripts))]
public sealed class NodeCollection : ICollectionFixture<NodeScripts>;
