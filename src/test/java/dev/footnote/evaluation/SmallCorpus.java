package dev.footnote.evaluation;

import dev.footnote.fixtures.FolderCollection;
import java.nio.file.Path;

/** Five short documents about an invented ferry company, and questions whose answers are known. */
final class SmallCorpus {
  static final String DOGS = "passengers/dogs.md";

  /** Four questions that the documents answer, and one that they don't. */
  static final String QUESTIONS =
      """
      {"id": "dogs", "question": "May dogs travel in the lounge of the ferry?", "relevant": [{"doc": "dogs", "quotes": ["Dogs are not allowed in the lounge"]}], "answerable": true}
      {"id": "bikes", "question": "What does a bicycle cost on the ferry?", "answer": "Four crowns.", "relevant": [{"doc": "bicycles.md", "quotes": ["A bicycle costs four crowns"]}]}
      {"id": "wind", "question": "At which wind force do departures stop?", "relevant": [{"doc": "crew/weather.txt"}]}
      {"id": "engine", "question": "How often is the oil of the engine changed?", "relevant": [{"doc": "crew/engine.md"}, {"doc": "crew/logbook.md"}]}
      {"id": "moon", "question": "Which telescope does the observatory on the volcano use?", "relevant": [], "answerable": false}
      """;

  private SmallCorpus() {}

  /** Follows the folder after the documents were written there. */
  static FolderCollection in(Path folder) {
    FolderCollection.put(
        folder.resolve(DOGS),
        """
        # Dogs on board

        Dogs travel on the car deck of the ferry or on the open upper deck.
        Dogs are not allowed in the lounge. Guide dogs may go everywhere.
        """);
    FolderCollection.put(
        folder.resolve("passengers/bicycles.md"),
        """
        # Bicycles on board

        A bicycle costs four crowns. It stands on the car deck, tied to the rail by its owner.
        """);
    FolderCollection.put(
        folder.resolve("passengers/meals.md"),
        """
        # Meals

        The galley serves pea soup at noon and pancakes on Thursdays.
        """);
    FolderCollection.put(
        folder.resolve("crew/weather.txt"),
        "Departures stop at wind force nine. The captain may stop them earlier.\n");
    FolderCollection.put(
        folder.resolve("crew/engine.md"),
        """
        # The engine

        The oil of the engine is changed every four hundred hours by the chief engineer.
        """);
    return FolderCollection.apart(folder);
  }
}
